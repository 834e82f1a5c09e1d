import { expect, type Page } from '@playwright/test';

/** How the page's live connection stands, as its frame says it. @param state of the sentence's end */
export const expectConnection = (page: Page, state: RegExp) =>
  expect(page.locator('[title^="The live connection: "]:visible')).toHaveAttribute('title', state, {
    // A worker, a page and a server start at once, on a machine that does other things too.
    timeout: 20_000,
  });

export const expectLive = (page: Page) => expectConnection(page, /: Live$/);
