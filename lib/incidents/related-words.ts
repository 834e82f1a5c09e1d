import type { Link, RelatedGroup } from '@/lib/incidents/related';

const MINUTE_MS = 60_000;

const within = (ms: number): string => {
  const minutes = Math.ceil(ms / MINUTE_MS);
  return minutes <= 1 ? 'within a minute' : `within ${minutes} min`;
};

/** "checkout depends on payments; both began within 4 min". */
export function sayLink({ way, apartMs }: Link): string {
  const [from = '', ...rest] = way;
  const to = rest.at(-1);
  const began = `both began ${within(apartMs)}`;
  if (to === undefined) return `Both are on ${from}; ${began}`;
  const through = rest.slice(0, -1);
  const by = through.length === 0 ? '' : `, by way of ${through.join(' and ')}`;
  return `${from} depends on ${to}${by}; ${began}`;
}

/** The offer in one line: how many, and what speaks for their being one. */
export function sayGroup({ survivor, others }: RelatedGroup): string {
  const [only] = others;
  if (only && others.length === 1) return sayLink(only.link);
  const all = [survivor, ...others.map(({ incident }) => incident)];
  const times = all.map(({ beganAt }) => Date.parse(beganAt));
  const span = within(Math.max(...times) - Math.min(...times));
  const services = [...new Set(others.map(({ incident }) => incident.service))].filter(
    (name) => name !== survivor.service,
  );
  if (services.length === 0) return `All are on ${survivor.service} and began ${span}`;
  const named = services.slice(0, 3).join(', ');
  const more = services.length > 3 ? ` and ${services.length - 3} more services` : '';
  return `${named}${more} and ${survivor.service} depend on each other; all began ${span}`;
}
