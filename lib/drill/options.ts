import { parseArgs } from 'node:util';
import { z } from 'zod';
import { faultNamed, FAULTS } from './faults';
import { DEFAULTS, settingsSchema, type Settings } from './site/settings';

const ask = z.object({
  fault: z.string().optional(),
  intensity: z.coerce.number().optional(),
  threshold: z.coerce.number().optional(),
  windowS: z.coerce.number().optional(),
  forS: z.coerce.number().optional(),
  rate: z.coerce.number().optional(),
  seed: z.coerce.number().optional(),
});

export const USAGE = [
  `--fault ${Object.keys(FAULTS).join('|')}`,
  '--intensity 0.05..1 (how hard it bites)',
  '--threshold 0.005..0.9 (share of 5xx the rule allows)',
  '--window SECONDS --for SECONDS (of the rule)',
  '--rate REQUESTS_PER_SECOND --seed NUMBER (of the traffic)',
].join('\n');

/**
 * What the command line asks for; the rest as in `base`. Throws an Error that names the option when
 * a value is out of its range or a fault is unknown.
 */
export function readOptions(args: string[], base: Omit<Settings, 'drill'> = DEFAULTS) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      fault: text,
      intensity: text,
      threshold: text,
      window: text,
      for: text,
      rate: text,
      seed: text,
    },
  });
  const { window: windowS, for: forS, ...rest } = values;
  const given = Object.entries(ask.parse({ ...rest, windowS, forS })).filter(
    ([, value]) => value !== undefined,
  );
  const settings = settingsSchema
    .omit({ drill: true })
    .safeParse({ ...base, ...Object.fromEntries(given) });
  if (!settings.success) throw new Error(z.prettifyError(settings.error));
  faultNamed(settings.data.fault);
  return settings.data;
}
