/** A room at its live edge, while events arrive without a pause. */
import type { Page } from '@playwright/test';
import type { Call } from './call';
import { longest, takeTasks } from './long-tasks';
import { markedEvent } from './marked-event';
import { round } from './quantile';

const A_SECOND = 200;
const BATCH = 20;

/** Rows that the browser holds at the least, of those that arrived: see `lib/live/window.ts`. */
const HELD = 3000;

/**
 * Sends batches at an even pace, each once the one before is answered. Where the run is made to stop
 * meanwhile, somebody lets it go on and the batch is sent again. @returns how often that was
 */
async function arrive(commander: Call, agent: Call, run: string, mark: string, count: number) {
  const startedAt = performance.now();
  let stops = 0;
  for (let sent = 0; sent < count; sent += BATCH) {
    const due = startedAt + (sent * 1000) / A_SECOND;
    await new Promise((resolve) => {
      setTimeout(resolve, Math.max(0, due - performance.now()));
    });
    const events = Array.from({ length: BATCH }, (_, place) => {
      return markedEvent(`${mark}-${sent + place}`, sent + place);
    });
    const send = () => agent('POST', `/investigations/${run}/events`, { events });
    await send().catch(async (error: unknown) => {
      if (!String(error).includes('waiting-at-checkpoint')) throw error;
      stops += 1;
      await letOn(commander, run);
      await send();
    });
  }
  return stops;
}

/** Reads the rows that the page holds from the newest back, as they stand. @returns their numbers */
async function readBack(page: Page, mark: string, atLeast: number): Promise<number[]> {
  const asked = { mark, wanted: atLeast };
  return page.evaluate(async ({ mark, wanted }) => {
    const pattern = new RegExp(`${mark}-(\\d+) `, 'g');
    const tree = document.querySelector('[role=tree]');
    const found: number[] = [];
    if (!tree) return found;
    for (let turn = 0; turn < 1000 && found.length < wanted; turn += 1) {
      const marks = [...tree.querySelectorAll('[role=treeitem]')].flatMap((row) =>
        [...(row.textContent ?? '').matchAll(pattern)].slice(0, 1).map((match) => Number(match[1])),
      );
      // What overlaps with the screenful before is known; what is missing between stays missing.
      const before = found.at(-1) ?? Number.POSITIVE_INFINITY;
      found.push(...marks.toReversed().filter((mark) => mark < before));
      tree.scrollTop -= tree.clientHeight / 2;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
    return found;
  }, asked);
}

/** Of the counts that the run's facts show, the one so called. */
async function shownCount(page: Page, label: string): Promise<number> {
  const facts = page.getByRole('region', { name: 'Inspector' }).locator('dl');
  const fact = facts.locator('div', { has: page.getByText(label, { exact: true }) }).first();
  const [count = ''] = /[\d,]+/.exec(await fact.innerText()) ?? [];
  return Number(count.replaceAll(',', ''));
}

/** Lets a run go on that stands before a stop point. @returns whether it stood before one */
async function letOn(commander: Call, run: string): Promise<boolean> {
  const { checkpoint } = await commander('GET', `/investigations/${run}`);
  if (checkpoint === null) return false;
  const { id } = checkpoint as { id: string };
  await commander('POST', `/checkpoints/${id}/decision`, { decision: 'release' });
  return true;
}

/** A run of so many steps stands before its stop points: somebody lets it go on, each time. */
export async function letGo(commander: Call, agent: Call, run: string): Promise<void> {
  for (let turn = 0; turn < 9; turn += 1) {
    const events = [markedEvent(`begin-${Date.now()}-${turn}`, 1)];
    if (await letOn(commander, run)) continue;
    const { checkpointId } = await agent('POST', `/investigations/${run}/events`, { events });
    if (checkpointId === null) return;
  }
  throw new Error('The run keeps being held.');
}

/** At the live edge, while 200 events a second arrive. */
export async function follow(
  page: Page,
  commander: Call,
  agent: Call,
  run: string,
  seconds: number,
) {
  const mark = `live${Date.now()}`;
  const count = seconds * A_SECOND;
  await takeTasks(page);
  const startedAt = performance.now();
  const stops = await arrive(commander, agent, run, mark, count);
  const tookMs = performance.now() - startedAt;
  await page.waitForFunction(
    (last) => document.querySelector('[role=tree]')?.textContent?.includes(last),
    `${mark}-${count - 1} `,
    { polling: 100, timeout: 30_000 },
  );
  const { tasks, gaps } = await takeTasks(page);
  const { stepCount, evidenceCount } = await agent('GET', `/investigations/${run}`);
  const shown = (await shownCount(page, 'Steps')) + (await shownCount(page, 'Evidence'));
  const read = await readBack(page, mark, Math.min(count, HELD));
  return {
    events: count,
    stops,
    seconds: round(tookMs / 1000),
    missed: Number(stepCount) + Number(evidenceCount) - shown,
    rowsRead: read.length,
    /** Rows that do not stand right after the one that came before them. */
    outOfPlace: read.filter((each, place) => each !== count - 1 - place).length,
    frames: gaps.length,
    framesOver100: gaps.filter((gap) => gap > 100).length,
    longestFrameMs: longest(gaps),
    tasksOver50: tasks.length,
    longestTaskMs: longest(tasks),
  };
}
