import { FileSearch } from 'lucide-react';
import Link from 'next/link';
import { VisibleText } from '@/components/text/visible-text';
import { utcWindow } from '@/components/time/format-time';
import { StateBadge } from '@/components/ui/state-badge';
import type { DecisionView, ShownEvidence } from '@/lib/actions/decision-view';
import { EvidenceAge } from './evidence-age';
import { SuspicionNotes } from '@/components/text/suspicion-notes';

export interface EvidenceSidesProps {
  evidence: DecisionView['evidence'];
  /** The item in its room, body and all. */
  hrefOf: (id: string) => string;
}

/** For and against, each under its own heading; an empty side is said, not left out. */
export function EvidenceSides({ evidence, hrefOf }: EvidenceSidesProps) {
  return (
    <div className="flex flex-col gap-5">
      <Side
        title="For"
        relation="supports"
        items={evidence.for}
        hrefOf={hrefOf}
        none="No evidence is linked in support."
      />
      <Side
        title="Against"
        relation="contradicts"
        items={evidence.against}
        hrefOf={hrefOf}
        none="No evidence against it is recorded. That may mean that none was sought."
      />
      {evidence.unlinked.length > 0 && (
        <Side
          title="Named, but not linked as for or against"
          items={evidence.unlinked}
          hrefOf={hrefOf}
          none=""
        />
      )}
    </div>
  );
}

interface SideProps {
  title: string;
  relation?: 'supports' | 'contradicts';
  items: ShownEvidence[];
  hrefOf: (id: string) => string;
  none: string;
}

function Side({ title, relation, items, hrefOf, none }: SideProps) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 flex items-center gap-2 text-sm font-semibold text-ink">
        {relation ? <StateBadge noun="relation" value={relation} /> : title}
        <span className="font-normal text-faint">{items.length}</span>
      </h3>
      {items.length === 0 ? (
        <p className="text-sm text-muted">{none}</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {items.map((item) => (
            <Item key={item.id} item={item} hrefOf={hrefOf} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Item({ item, hrefOf }: { item: ShownEvidence; hrefOf: SideProps['hrefOf'] }) {
  const { observedFrom, observedTo } = item;
  return (
    <li className="flex gap-2.5 py-2 text-sm">
      <FileSearch aria-hidden size={15} className="mt-0.5 shrink-0 text-faint" />
      <div className="min-w-0 flex-1">
        <p className="break-words text-ink">
          <Link
            href={hrefOf(item.id)}
            prefetch={false}
            className="rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-ink pointer-coarse:inline-block pointer-coarse:min-h-6"
          >
            <VisibleText text={item.title} />
          </Link>
        </p>
        {item.note && (
          <p className="[overflow-wrap:anywhere] whitespace-pre-wrap text-muted">
            <VisibleText text={item.note} />
          </p>
        )}
        {item.query && (
          <p className="font-mono text-xs [overflow-wrap:anywhere] whitespace-pre-wrap text-muted">
            <VisibleText text={item.query} />
          </p>
        )}
        {item.flagReason && (
          <p className="text-xs [overflow-wrap:anywhere] text-muted">
            Marked: <VisibleText text={item.flagReason} />
          </p>
        )}
        <SuspicionNotes of={[item.title, item.note, item.query]} />
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
          <span>
            {item.source}, <VisibleText text={item.service} />
          </span>
          {observedFrom && observedTo && <span>{utcWindow(observedFrom, observedTo)}</span>}
          <EvidenceAge item={item} />
          {item.weight !== null && <span>weight {Math.round(item.weight * 100)} %</span>}
          {item.flag && <StateBadge noun="flag" value={item.flag} />}
          {item.truncated && <span className="text-waiting">cut at its source</span>}
          {item.isLater && <span>recorded after the evidence was reviewed</span>}
          {!item.isNamed && <span>not named by the proposal</span>}
        </p>
      </div>
    </li>
  );
}
