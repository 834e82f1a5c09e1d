import { ExternalLink } from 'lucide-react';
import { VisibleText } from '@/components/text/visible-text';
import { buttonStyle } from '@/components/ui/button-style';

export interface OpenLinkProps {
  name: string;
  href: string;
  /** Shown before it is pressed: where it leads. */
  host: string;
}

/** The way out to a source. It tells the other side neither where it was pressed nor lets it reach back. */
export function OpenLink({ name, href, host }: OpenLinkProps) {
  return (
    <span className="inline-flex max-w-full min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        className={buttonStyle({ size: 'sm', className: 'max-w-full' })}
      >
        <span className="truncate">
          Open in <VisibleText text={name} />
        </span>
        <ExternalLink aria-hidden size={12} />
        <span className="sr-only">, at {host}, in a new tab</span>
      </a>
      <span aria-hidden className="min-w-0 truncate text-xs text-muted">
        {host}
      </span>
    </span>
  );
}
