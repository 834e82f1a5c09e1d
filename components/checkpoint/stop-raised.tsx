'use client';

import { ComponentList } from '@/components/drift/component-list';
import { COMPONENT_WORDS, scoreWords } from '@/components/drift/drift-words';
import type { RunFacts } from '@/components/incident/run-facts';
import { Notice } from '@/components/ui/notice';
import { stateFace } from '@/components/ui/states';
import type { Raised } from '@/lib/investigations/schema-oversight';

/** Why nobody asked for this stop point and it stands all the same; all six components beneath. */
export function StopRaised({ raised, facts }: { raised: Raised; facts: RunFacts }) {
  const { drift } = facts.row;
  const isDrift = raised.by === 'drift';
  return (
    <div className="flex flex-col gap-1.5">
      <Notice
        tone={isDrift ? 'drift' : 'waiting'}
        icon={stateFace('stopPoint', raised.by).icon}
        title={isDrift ? COMPONENT_WORDS[raised.component] : undefined}
      >
        <p className="text-pretty">{raised.sentence}</p>
        <p className="text-xs text-muted">
          The agent did not ask to stop here: the policy made it
          {isDrift &&
            `, at ${scoreWords(raised.score)} of 1 (limit ${scoreWords(raised.threshold)})`}
          .
        </p>
      </Notice>
      {drift && (
        <details className="group text-sm">
          <summary className="min-h-6 cursor-default rounded-sm py-0.5 text-muted hover:text-ink pointer-coarse:min-h-11 pointer-coarse:content-center">
            Why: all six signs, off track {scoreWords(drift.score)}
          </summary>
          <div className="pt-1.5">
            <ComponentList components={drift.components} facts={facts} />
          </div>
        </details>
      )}
    </div>
  );
}
