import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ServiceName, Site } from '../../site/layout';

const lineSchema = z.object({
  at: z.string(),
  level: z.string(),
  service: z.string(),
  release: z.string(),
  message: z.string(),
  route: z.string().optional(),
  status: z.number().optional(),
});
export type LogLine = z.infer<typeof lineSchema>;

export interface Window {
  fromMs: number;
  toMs: number;
}

/** One tail is enough: the services write some 60 lines a second. */
const MAX_LINES = 60_000;

/**
 * Reads the log lines of a service that fall in a window, oldest first, rotated file included.
 * Lines that are not of the services' form (one still being written) are passed over.
 */
export function readLogs(site: Site, service: ServiceName, { fromMs, toMs }: Window): LogLine[] {
  const path = site.logFile(service);
  const lines: LogLine[] = [];
  for (const file of [`${path}.1`, path]) {
    if (!existsSync(file)) continue;
    for (const text of readFileSync(file, 'utf8').split('\n').slice(-MAX_LINES)) {
      const line = parseLine(text);
      const atMs = line ? Date.parse(line.at) : Number.NaN;
      if (line && atMs >= fromMs && atMs <= toMs) lines.push(line);
    }
  }
  return lines;
}

function parseLine(text: string): LogLine | null {
  if (text === '') return null;
  try {
    const parsed = lineSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Whether a line tells of trouble: level warn or error. */
export const isTrouble = (line: LogLine) => line.level === 'error' || line.level === 'warn';
