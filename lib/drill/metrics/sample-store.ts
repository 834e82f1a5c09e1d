import { appendFileSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import type { Site } from '../site/layout';
import { scrapeSchema, type Scrape } from './scrape';

const MAX_BYTES = 4 * 1024 * 1024;

/** Appends to the site's file of scrapes; at 4 MiB it becomes `FILE.1`, and two files are kept. */
export function storeScrapes(site: Site, scrapes: readonly Scrape[]): void {
  const path = site.sampleFile;
  if (existsSync(path) && statSync(path).size >= MAX_BYTES) renameSync(path, `${path}.1`);
  appendFileSync(path, scrapes.map((scrape) => `${JSON.stringify(scrape)}\n`).join(''));
}

/** The scrapes of a window of time, oldest first. A line still being written is passed over. */
export function readScrapes(site: Site, fromMs: number, toMs: number): Scrape[] {
  const scrapes: Scrape[] = [];
  for (const path of [`${site.sampleFile}.1`, site.sampleFile]) {
    if (!existsSync(path)) continue;
    for (const line of readFileSync(path, 'utf8').split('\n').slice(0, -1)) {
      const scrape = scrapeSchema.parse(JSON.parse(line));
      if (scrape.atMs >= fromMs && scrape.atMs <= toMs) scrapes.push(scrape);
    }
  }
  return scrapes;
}
