import { SERVICES, type ServiceName } from '../../site/layout';
import { rankOverRepresented } from '../../statistics/log-likelihood';
import { templateOf } from '../../statistics/log-templates';
import { share, type Count } from '../../statistics/proportions';
import { after, before, percent, rounded, spanOf, type Look, type Scene } from '../looks';
import { isTrouble, readLogs, type LogLine, type Window } from '../tools/log-tool';
import { certaintyOfRise } from './change-effect';

/** A kind of line of one service, and how often it came before and after the onset. */
export interface Template {
  service: ServiceName;
  level: string;
  template: string;
  before: Count;
  after: Count;
  g2: number;
  pValue: number;
}

const SEPARATOR = '\t';
const ORDINARY = 'ordinary lines';

function countTemplates(lines: readonly LogLine[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const key = isTrouble(line)
      ? [line.service, line.level, templateOf(line.message)].join(SEPARATOR)
      : ORDINARY;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Every kind of warning and error of the services, the one that grew most first (signed G²). */
export function rankTemplates(
  scene: Scene,
  services: readonly ServiceName[] = SERVICES,
): Template[] {
  const read = (window: Window) => services.flatMap((name) => readLogs(scene.site, name, window));
  return rankOverRepresented(
    countTemplates(read(before(scene))),
    countTemplates(read(after(scene))),
  )
    .filter((row) => row.key !== ORDINARY)
    .flatMap(({ key, ...row }) => {
      const [service = '', level = '', ...rest] = key.split(SEPARATOR);
      const name = services.find((one) => one === service);
      return name ? [{ service: name, level, template: rest.join(SEPARATOR), ...row }] : [];
    });
}

const BLAME_WITHIN = 60;

/** The other service that a line blames: one that its beginning names. */
export function blamedBy(service: string, message: string): ServiceName | null {
  const head = message.slice(0, BLAME_WITHIN);
  return (
    SERVICES.find((name) => name !== service && new RegExp(`\\b${name}\\b`).test(head)) ?? null
  );
}

/** A service that logs nothing may still be in trouble that it does not log. */
const LEAST_CERTAINTY = 0.02;

/** Which services log trouble of their own, blaming no one else, that came with the onset. */
function newTroubleClaims(templates: readonly Template[]) {
  return SERVICES.map((service) => {
    const own = templates.filter(
      (one) => one.service === service && blamedBy(service, one.template) === null,
    );
    const certainties = own.map((one) => certaintyOfRise(one.before, one.after, own.length));
    const certainty = Math.max(LEAST_CERTAINTY, ...certainties);
    return { certainty, claim: { kind: 'new-trouble', service } as const };
  });
}

const MOST_ROWS = 40;

/** Kinds of warnings and errors, ranked by how much more frequent they became with the onset. */
export function templatesLook(scene: Scene, services: readonly ServiceName[] = SERVICES): Look {
  return {
    lane: 'logs',
    source: 'logs',
    tool: 'rank_log_templates',
    args: { services, levels: ['error', 'warn'], window: spanOf(scene.window) },
    query:
      `level=error|warn in the logs of ${services.join(', ')}, ${spanOf(before(scene))} against ` +
      `${spanOf(after(scene))}, ranked by Dunning's G²`,
    window: scene.window,
    see: async () => {
      const templates = rankTemplates(scene, services);
      const top = templates[0];
      const isNews = top !== undefined && top.g2 > 0 && top.pValue < 0.01;
      return {
        title: isNews
          ? `“${top.template.slice(0, 120)}” of ${top.service} grew most with the onset: ` +
            `${top.before.hits} lines before, ${top.after.hits} after (G² ${top.g2.toFixed(0)})`
          : 'No kind of warning or error became more frequent with the onset',
        body: {
          format: 'table',
          columns: ['service', 'level', 'template', 'before', 'after', 'share after', 'G²', 'p'],
          rows: templates
            .slice(0, MOST_ROWS)
            .map((one) => [
              one.service,
              one.level,
              one.template.slice(0, 400),
              one.before.hits,
              one.after.hits,
              percent(share(one.after)),
              rounded(one.g2, 1),
              one.pValue.toExponential(1),
            ]),
        },
        isTruncated: templates.length > MOST_ROWS,
        claims: services.length === SERVICES.length ? newTroubleClaims(templates) : [],
      };
    },
  };
}
