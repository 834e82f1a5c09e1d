import { z } from 'zod';
import { readJsonFile, writeWhole, type Site } from './layout';

/** What one drill is set to; every process of it reads the same file. */
export const settingsSchema = z.object({
  /** Names this drill in its alerts, so that each drill opens an incident of its own. */
  drill: z.string(),
  fault: z.string(),
  /** 0 to 1: how hard the fault bites (larger baskets; a slower acquirer). */
  intensity: z.number().min(0.05).max(1),
  /** Share of answers with status 5xx above which the rule fires. */
  threshold: z.number().min(0.005).max(0.9),
  /** Seconds over which the rule takes that share. */
  windowS: z.number().int().min(3).max(300),
  /** Seconds for which the share must stay above the threshold. */
  forS: z.number().int().min(0).max(300),
  /** Requests a second that customers make. */
  rate: z.number().min(1).max(60),
  seed: z.number().int(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULTS: Omit<Settings, 'drill'> = {
  fault: 'checkout-release',
  intensity: 0.5,
  threshold: 0.05,
  windowS: 6,
  forS: 3,
  rate: 28,
  seed: 41,
};

export function readSettings(site: Site): Settings {
  const settings = readJsonFile(site.settingsFile, settingsSchema);
  if (!settings) throw new Error(`There is no ${site.settingsFile}; start the drill first.`);
  return settings;
}

export function writeSettings(site: Site, settings: Settings): void {
  writeWhole(site.settingsFile, `${JSON.stringify(settings, null, 2)}\n`);
}
