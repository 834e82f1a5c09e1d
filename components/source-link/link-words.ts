import type { Expansion } from '@/lib/source-links/expand';
import type { LinkFacts } from '@/lib/source-links/schema';

/** What common sources take, for a start: the host is the admin’s to fill in. */
export const STARTS: { value: string; label: string; template: string }[] = [
  {
    value: 'grafana',
    label: 'Grafana Explore',
    template:
      'https://grafana.example.com/explore?schemaVersion=1&panes={"cs":{"datasource":"loki","queries":[{"refId":"A","expr":"{{query.json}}"}],"range":{"from":"{{from.ms|now-6h}}","to":"{{to.ms|now}}"}}}&orgId=1',
  },
  {
    value: 'prometheus',
    label: 'Prometheus',
    template:
      'https://prometheus.example.com/graph?g0.expr={{query}}&g0.tab=0&g0.range_input=1h&g0.end_input={{to.iso}}',
  },
  {
    value: 'kibana',
    label: 'Kibana Discover',
    template:
      "https://kibana.example.com/app/discover#/?_g=(time:(from:'{{from.iso|now-6h}}',to:'{{to.iso|now}}'))&_a=(query:(language:kuery,query:'{{query.rison}}'))",
  },
  {
    value: 'jaeger',
    label: 'Jaeger, one trace',
    template: 'https://jaeger.example.com/trace/{{trace_id}}',
  },
];

/** What each placeholder stands for, for whoever writes a template. */
export const PLACEHOLDER_HELP: [placeholder: string, meaning: string][] = [
  [
    '{{query}}',
    'the query; {{query.json}} within "…" or JSON, {{query.rison}} within Kibana’s \'…\'',
  ],
  ['{{from.ms}} {{to.ms}}', 'the window observed; also .s, .us and .iso'],
  ['{{service}} {{environment}}', 'of the evidence; .json and .rison as for the query'],
  ['{{namespace}} {{trace_id}}', 'the one that the query states'],
  ['{{from.ms|now-6h}}', 'what stands there where nothing is stated; without it there is no link'],
];

/** Shown while no evidence of the kind is there yet, and said to be made up. */
export const MADE_UP: Omit<LinkFacts, 'source'> = {
  service: 'checkout',
  environment: 'production',
  query: '{app="checkout"} |= "error"',
  observedFrom: '2026-05-04T14:00:00.000Z',
  observedTo: '2026-05-04T14:15:00.000Z',
};

const FIELD_WORDS = {
  query: 'no query',
  service: 'no service',
  environment: 'no environment',
  namespace: 'no namespace, or more than one',
  trace_id: 'no trace, or more than one',
  from: 'no beginning of its window',
  to: 'no end of its window',
} as const;

/** Why an observation gets no link of a template. */
export function noLinkWords(expansion: Extract<Expansion, { ok: false }>): string {
  switch (expansion.why) {
    case 'missing':
      return `No link for this one: it states ${FIELD_WORDS[expansion.field]}.`;
    case 'path':
      return 'No link for this one: what would stand in the path could lead elsewhere.';
    case 'long':
      return 'No link for this one: the address would be longer than servers take.';
    case 'text':
      return 'No link for this one: its text cannot be written in an address.';
    case 'template':
      return 'No link until the address is right.';
  }
}

export const placesWords = (names: readonly string[], all: string): string =>
  names.includes('*') ? all : names.join(', ');

/** `a, b` as a list; everything where nothing is written. */
export const namesFrom = (text: string): string[] => {
  const names = text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  return names.length === 0 ? ['*'] : [...new Set(names)];
};
