/** What somebody does in a large room, each until the page has done with it. */
import type { Page } from '@playwright/test';
import { drawn, pointAt, press, until, untilGone } from './at-hand';
import { firstSeenMs } from './long-tasks';

const TREE = '[role=tree][aria-label=Timeline]';
const FIELD = 'input[aria-label="Search the timeline"]';
const SLIDER = 'input[type=range][aria-label="Event of the run"]';
const SEARCHED = { css: '[aria-label=Timeline] [role=status]', says: 'Searched' };

/** From the start of a navigation until a row of the timeline is painted, in ms. */
export async function firstRows(page: Page, path: string): Promise<number> {
  await page.goto(path, { waitUntil: 'commit' });
  return firstSeenMs(page);
}

/** Back through the run, as fast as a wheel turns. */
export async function scroll(page: Page, turns: number): Promise<void> {
  await pointAt(page, { css: TREE });
  for (let turn = 0; turn < turns; turn += 1) {
    await page.mouse.wheel(0, -1500);
    await drawn(page);
  }
}

async function searchFor(page: Page, text: string): Promise<void> {
  await press(page, { css: FIELD });
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** A word that occurs often, and one that does not, for which all of the run is looked through. */
export async function search(page: Page): Promise<void> {
  await searchFor(page, 'timeout');
  await until(page, SEARCHED);
  await searchFor(page, 'never said');
  await until(page, { ...SEARCHED, says: 'Searched all' });
  await page.keyboard.press('Escape');
  await untilGone(page, SEARCHED);
}

/** Hypotheses alone, out of all events. */
export async function filter(page: Page): Promise<void> {
  await press(page, { css: '[aria-label=Timeline] button', says: 'Filter' });
  await press(page, { css: '[role=dialog] label', says: 'Hypotheses' });
  await until(page, SEARCHED);
  await press(page, { css: '[role=dialog] button', says: 'Show everything' });
  await untilGone(page, SEARCHED);
  await page.keyboard.press('Escape');
  await untilGone(page, { css: '[role=dialog]' });
}

/** From the live edge to the moment that it stands at. */
export async function lookBack(page: Page): Promise<void> {
  await press(page, { css: 'button', says: 'Look back' });
  await until(page, { css: SLIDER });
  await drawn(page);
}

/** The slider's keys: to the beginning, in long strides and back, and event by event. */
const KEYS = [
  'Home',
  ...Array.from({ length: 6 }, () => 'PageUp'),
  ...Array.from({ length: 3 }, () => 'PageDown'),
  ...Array.from({ length: 10 }, () => 'ArrowRight'),
];

/** Each of the slider's strides until the room is as it was then. */
export async function scrub(page: Page): Promise<void> {
  await page.evaluate((css) => document.querySelector<HTMLElement>(css)?.focus(), SLIDER);
  for (const key of KEYS) {
    await page.keyboard.press(key);
    await page.waitForFunction(
      (css) => {
        const slider = document.querySelector<HTMLInputElement>(css);
        // It says which event the room shows, and stands where that is wanted.
        return slider?.getAttribute('aria-valuetext')?.endsWith(`event ${slider.value}`);
      },
      SLIDER,
      { polling: 'raf' },
    );
    await drawn(page);
  }
}
