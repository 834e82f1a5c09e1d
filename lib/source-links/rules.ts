import { expandTemplate } from './expand';
import type { LinkFacts, SourceLinkRow } from './schema';

export interface OpenLink {
  id: string;
  name: string;
  href: string;
  host: string;
}

type Bound = Pick<SourceLinkRow, 'sources' | 'services' | 'environments'>;

const covers = (names: readonly string[], name: string): boolean =>
  names.includes('*') || names.includes(name);

/** Whether a link is meant for an observation. */
export const isFor = (link: Bound, { source, service, environment }: LinkFacts): boolean =>
  link.sources.includes(source) &&
  covers(link.services, service) &&
  covers(link.environments, environment);

/** How narrowly a link is meant: its service names more than its environment does. */
const narrowness = ({ services, environments }: Bound): number =>
  (services.includes('*') ? 0 : 2) + (environments.includes('*') ? 0 : 1);

/** Where an observation can be seen in its source, the most closely meant first. */
export function linksFor(links: readonly SourceLinkRow[], facts: LinkFacts): OpenLink[] {
  return links
    .filter((link) => link.state === 'active' && isFor(link, facts))
    .toSorted((a, b) => narrowness(b) - narrowness(a) || a.name.localeCompare(b.name, 'en'))
    .flatMap(({ id, name, template }) => {
      const expansion = expandTemplate(template, facts);
      return expansion.ok ? [{ id, name, href: expansion.href, host: expansion.host }] : [];
    });
}
