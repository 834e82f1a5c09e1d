import { setTimeout } from 'node:timers/promises';
import type { Answer, Call } from '../support/api';

/** A process as a client sees it. */
export interface Place {
  call: Call;
  /** Settles once the process answers again. */
  isBack: () => Promise<void>;
}

/** What happened to one wish until it was answered for good. */
export interface Insisted {
  answer: Answer;
  /** How often the connection broke, and how often an answer settled nothing. */
  broken: number;
  unsettled: number;
}

const SETTLES_NOTHING = new Set(['idempotency-in-flight', 'unavailable', 'ending', 'rate-limited']);

export const slugOf = ({ body }: Answer): string =>
  String(body.type ?? '')
    .split('/')
    .at(-1) ?? '';

/** As long as an answer asks to be left alone, as any client should. */
async function heed({ headers }: Answer): Promise<void> {
  await setTimeout(Number(headers.get('retry-after') ?? 0.02) * 1000);
}

/**
 * Asks one process after another, under one key, until something definite is answered: what a client
 * does whose connection broke. It asks on as long as the test lets it.
 */
export async function insist(
  key: string,
  nextPlace: () => Place,
  ask: (call: Call, headers: Record<string, string>) => Promise<Answer>,
): Promise<Insisted> {
  let broken = 0;
  let unsettled = 0;
  for (;;) {
    const { call, isBack } = nextPlace();
    const answer = await ask(call, { 'Idempotency-Key': key }).catch(() => undefined);
    if (answer && !SETTLES_NOTHING.has(slugOf(answer))) return { answer, broken, unsettled };
    if (answer) {
      unsettled += 1;
      await heed(answer);
    } else {
      broken += 1;
      await isBack();
    }
  }
}
