import type { Page } from '@playwright/test';
import { demoFile } from './browser';
import { passStopPoints } from './pass-stop-points';
import { asPersonIn } from './person-in-browser';
import { rollbackOf, stageRun } from './staged-run';

/** A proposal of a live run that waits for a signature. */
export async function proposeSomething(page: Page, title: string): Promise<string> {
  const staged = await stageRun(demoFile(), title);
  await passStopPoints(staged.client, staged.id, asPersonIn(page));
  const { id } = await staged.client.actions.propose(staged.id, rollbackOf(title));
  return id;
}
