/**
 * `npm run docs:shots`: takes the pictures of the documents from a demo of its own, with its drill,
 * in light and dark, at sizes that do not depend on the machine, and writes them to docs/images.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '@/lib/cli/find-chromium';
import { PROJECT_ROOT } from '@/lib/cli/paths';
import { pageFor } from './browser';
import { type DemoFile, startDemo } from './demo';
import { asPersonIn } from './person-in-browser';
import { wanderingRun } from './wandering-run';

const FOLDER = join(PROJECT_ROOT, 'docs', 'images');
const THEMES = ['light', 'dark'] as const;
/** Sharp enough for text, and a third of the bytes of a PNG. */
const QUALITY = 0.82;
/** How long a step of the drill may take, in ms. */
const SOON = { timeout: 150_000 };

/** What a browser draws as PNG, as WebP by the same browser. */
async function asWebp(page: Page, png: Buffer): Promise<Buffer> {
  const url = await page.evaluate(
    async ({ source, quality }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', quality);
    },
    { source: `data:image/png;base64,${png.toString('base64')}`, quality: QUALITY },
  );
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

const photographer = (converter: Page) => async (page: Page, name: string) => {
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveClass(new RegExp(colorScheme));
    const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    const path = join(FOLDER, `${name}-${colorScheme}.webp`);
    const webp = await asWebp(converter, png);
    writeFileSync(path, webp);
    console.log(`docs/images/${name}-${colorScheme}.webp, ${Math.round(webp.length / 1024)} kB`);
  }
};

/** Something for the floor besides the drill: an agent off track, and what people opened. */
async function fillFloor(demo: DemoFile, commander: Page): Promise<void> {
  await wanderingRun(demo, 'Carts are emptied now and then');
  const call = asPersonIn(commander);
  const opened = { severity: 'sev3', environment: 'production' };
  await call('POST', '/incidents', {
    ...opened,
    service: 'catalog',
    title: 'Search misses what was added today',
  });
}

async function takeAll(browser: Browser, demo: DemoFile): Promise<void> {
  const shoot = photographer(await browser.newPage());
  const { page: room } = await pageFor(browser, 'commander', { demo });
  const drill = room.getByRole('link', { name: /checkout fails/ }).first();
  await drill.click(SOON);
  await room.waitForURL(/\/incidents\/inc_/);
  const address = new URL(room.url()).pathname;
  const card = (name: string) => room.getByRole('region', { name: `Stop point: ${name}` }).first();
  const letContinue = async (name: string) => {
    await card(name).getByRole('button', { name: 'Let it continue' }).click(SOON);
    await expect(card(name)).toBeHidden(SOON);
  };
  await letContinue('Review the evidence');
  await expect(card('Settle on a cause')).toBeVisible(SOON);
  await room.getByRole('button', { name: 'Take command' }).click();
  await room.getByRole('treeitem').first().click();
  await settled(room);
  await shoot(room, 'room');

  const { page: floor } = await pageFor(browser, 'commander', { demo });
  await fillFloor(demo, floor);
  await expect(floor.getByRole('main').getByRole('listitem').nth(2)).toBeVisible();
  await settled(floor);
  await shoot(floor, 'floor');

  await room.goto(`${address}?view=board`);
  await expect(room.getByRole('list', { name: /Claims side by side/ })).toBeVisible();
  await settled(room);
  await shoot(room, 'board');

  await room.goto(address);
  await letContinue('Settle on a cause');
  const { page: desk } = await pageFor(browser, 'approver', { demo, at: '/approvals' });
  await desk
    .getByRole('main')
    .getByRole('link', { name: /checkout/ })
    .first()
    .click(SOON);
  await desk.waitForURL(/\/approvals\/act_/);
  await settled(desk);
  await shoot(desk, 'decision');
  const at = new URL(desk.url()).pathname;
  const { page: phone } = await pageFor(browser, 'approver', { demo, isPhone: true, at });
  await settled(phone);
  await shoot(phone, 'decision-phone');

  await room.goto(address);
  await room.getByRole('button', { name: 'Look back' }).click();
  const band = room.getByRole('region', { name: 'Looking back' });
  await band.getByLabel('Go to a time (UTC) or an event').fill('#40');
  await band.getByRole('button', { name: 'Go' }).click();
  await expect(band).toContainText('event 40 of');
  await settled(room);
  await shoot(room, 'looking-back');
}

/** Nothing is on its way any more: every control answers, fonts are there, the strip is drawn. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('button:disabled')).toHaveCount(0);
  await expect(page.locator('.shimmer')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

mkdirSync(FOLDER, { recursive: true });
const demo = await startDemo({ hasDrill: true });
const executablePath = findChromium();
const browser = await chromium.launch({
  args: CHROMIUM_FLAGS,
  ...(executablePath && { executablePath }),
});
try {
  await takeAll(browser, demo.file);
} finally {
  await browser.close();
  await demo.stop();
}
