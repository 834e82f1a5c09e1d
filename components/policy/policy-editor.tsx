'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronLeft, Plus } from 'lucide-react';
import Link from 'next/link';
import { useMemo, useReducer } from 'react';
import { Page, PageHeader } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { useLive } from '@/lib/live/client';
import { policyChanges } from '@/lib/policies/changes';
import { policyQuery } from '@/lib/policies/client';
import type { PolicyOut } from '@/lib/policies/views';
import { BaseEditor } from './base-editor';
import { ChangeList } from './change-list';
import { draftOf, newRuleId, readDraft } from './draft';
import { editDraft } from './draft-edits';
import { PolicyReading } from './policy-reading';
import { ProposePanel } from './propose-panel';
import { RuleEditor } from './rule-editor';
import { WhatIfPanel } from './what-if-panel';

export interface PolicyEditorProps {
  /** What the draft begins from, and is compared with. */
  inForce: PolicyOut;
  /** Why whoever looks may not propose; anyone who reads policy may draft and try. */
  roleRefusal: string | undefined;
}

/** A draft at the left; at the right what it changes, what it would do, and the way to propose it. */
export function PolicyEditor({ inForce, roleRefusal }: PolicyEditorProps) {
  const [draft, edit] = useReducer(editDraft, inForce.document, draftOf);
  const { document, faults } = useMemo(() => readDraft(draft), [draft]);
  const queries = useQueryClient();
  const { data: now } = useQuery({ ...policyQuery, initialData: inForce });
  // Whoever drafts for an hour learns when another version comes into force.
  const look = () => void queries.invalidateQueries({ queryKey: policyQuery.queryKey });
  useLive({ onChange: ({ kind }) => kind.startsWith('policy.') && look(), onResumed: look });
  const isChanged = document !== undefined && policyChanges(inForce.document, document).length > 0;
  return (
    <Page>
      <PageHeader
        crumb={
          <Link
            href="/policies"
            className="-ml-1 inline-flex min-h-6 items-center gap-0.5 rounded-sm hover:text-ink pointer-coarse:min-h-11"
          >
            <ChevronLeft aria-hidden size={14} />
            Policies
          </Link>
        }
        title="Draft a change"
        lead={`Against version ${inForce.version}, which is in force. Nothing holds until a second person adopts it.`}
      />
      {now.version !== inForce.version && (
        <Notice tone="waiting" title={`Version ${now.version} came into force`} announced="status">
          This draft is against version {inForce.version} and can no longer be proposed. Load the
          page anew to begin from what holds now.
        </Notice>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <BaseEditor base={draft.base} faults={faults} edit={edit} />
          {draft.rules.map((rule, index) => (
            <RuleEditor
              key={rule.id}
              rule={rule}
              index={index}
              count={draft.rules.length}
              faults={faults}
              edit={edit}
            />
          ))}
          <div>
            <Button
              icon={<Plus aria-hidden size={14} />}
              onClick={() => edit({ do: 'add-rule', id: newRuleId() })}
            >
              Add a rule
            </Button>
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-5 lg:sticky lg:top-5 lg:max-h-[calc(100dvh-2.5rem)] lg:overflow-y-auto lg:*:shrink-0">
          <Panel title={`What changes against version ${inForce.version}`}>
            {document ? (
              <div className="flex flex-col gap-3">
                <ChangeList before={inForce.document} after={document} />
                <Disclosure label="The whole draft, as it reads">
                  <PolicyReading document={document} />
                </Disclosure>
              </div>
            ) : (
              <p className="text-sm text-bad">
                {faults.size === 1 ? 'One field has' : `${faults.size} fields have`} a fault.
              </p>
            )}
          </Panel>
          <WhatIfPanel of={{ draft: document }} />
          <ProposePanel
            document={document}
            basedOn={inForce.version}
            isChanged={isChanged}
            roleRefusal={roleRefusal}
          />
        </div>
      </div>
    </Page>
  );
}
