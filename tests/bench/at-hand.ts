/**
 * Pressing and waiting without a browser driver's own searching of the page, which on a page that is
 * being measured would be most of what is measured.
 */
import type { Page } from '@playwright/test';

interface Which {
  css: string;
  /** The beginning of what it says, where the selector alone does not name it. */
  says?: string;
}

const LONGEST_MS = 60_000;

/** Waits until something that answers this is there, and says what. */
export async function until(page: Page, { css, says = '' }: Which): Promise<void> {
  await page.waitForFunction(
    ({ css, says }) =>
      [...document.querySelectorAll(css)].some((each) => each.textContent?.startsWith(says)),
    { css, says },
    { polling: 'raf', timeout: LONGEST_MS },
  );
}

/** Waits until nothing answers this any more. */
export async function untilGone(page: Page, { css, says = '' }: Which): Promise<void> {
  await page.waitForFunction(
    ({ css, says }) =>
      ![...document.querySelectorAll(css)].some((each) => each.textContent?.startsWith(says)),
    { css, says },
    { polling: 'raf', timeout: LONGEST_MS },
  );
}

/** The middle of the first thing that answers this, once it is there and can be pressed. */
async function middleOf(page: Page, { css, says = '' }: Which): Promise<{ x: number; y: number }> {
  const found = await page.waitForFunction(
    ({ css, says }) => {
      const all = [...document.querySelectorAll<HTMLElement>(css)];
      const one = all.find(
        (each) => each.textContent?.startsWith(says) && !each.matches(':disabled'),
      );
      if (!one) return undefined;
      // A long dialog scrolls within itself.
      one.scrollIntoView({ block: 'nearest' });
      const { left, top, width, height } = one.getBoundingClientRect();
      return width > 0 ? { x: left + width / 2, y: top + height / 2 } : undefined;
    },
    { css, says },
    { polling: 'raf', timeout: LONGEST_MS },
  );
  const place = await found.jsonValue();
  if (!place) throw new Error(`Nothing to press answers ${css} ${says}.`);
  return place;
}

export async function press(page: Page, which: Which): Promise<void> {
  const { x, y } = await middleOf(page, which);
  await page.mouse.click(x, y);
}

export async function pointAt(page: Page, which: Which): Promise<void> {
  const { x, y } = await middleOf(page, which);
  await page.mouse.move(x, y);
}

/** Until what was done has been drawn, and the task that drew it is over. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve));
      }),
  );
