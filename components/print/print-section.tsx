import { clsx } from 'clsx';
import type { ReactNode } from 'react';

interface PrintSectionProps {
  title: string;
  /** Of a part of a section. */
  isPart?: boolean | undefined;
  /** Begins a page of its own. */
  isApart?: boolean | undefined;
  children: ReactNode;
}

/** A heading that never stands alone at the foot of a page, and what belongs to it. */
export function PrintSection({ title, isPart, isApart, children }: PrintSectionProps) {
  const Heading = isPart ? 'h3' : 'h2';
  return (
    <section className={clsx('flex flex-col gap-2', isApart && 'break-before-page')}>
      <Heading
        className={clsx(
          'break-after-avoid font-semibold text-ink',
          isPart ? 'mt-2 text-base' : 'mt-4 border-b border-line-strong pb-1 text-md',
        )}
      >
        {title}
      </Heading>
      {children}
    </section>
  );
}

/** Names and what they stand for; each pair stays together. */
export function PrintFacts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-1 text-sm sm:grid-cols-3 print:grid-cols-3">
      {facts.map(([name, value]) => (
        <div key={name} className="min-w-0 break-inside-avoid">
          <dt className="text-xs text-muted">{name}</dt>
          <dd className="m-0 [overflow-wrap:anywhere] text-ink">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
