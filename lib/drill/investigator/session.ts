import { pause } from '@/lib/agent/sdk/backoff';
import type { Client } from '@/lib/agent/sdk/client';
import { ApiProblem } from '@/lib/agent/sdk/problem';
import type { AgentEvent, EventsAnswer, NewCheckpoint } from '@/lib/agent/sdk/types';
import { createHold, Stopped, type Hold } from './hold';
import { iso, type Lane, type Look, type Seen } from './looks';

/** An agent's event without what the session fills in. */
type WithoutHead<E> = E extends unknown ? Omit<E, 'id' | 'at'> : never;
export type Draft = WithoutHead<AgentEvent>;

export interface Taken {
  evidenceId: string;
  seen: Seen;
}

/** Released, or what people want first. Stop and a lost investigation are thrown as Stopped. */
export type Verdict = { isReleased: true } | { isReleased: false; instruction: string };

export interface SessionOptions {
  client: Client;
  /** Who takes the looks of a lane, where that is a sub-agent. */
  lanes?: Partial<Record<Lane, Client>>;
  investigationId: string;
  /** The least time one step takes, so that people can follow. */
  paceMs: number;
  say: (line: string) => void;
}

const POLL_MS = 700;
const ENDED = new Set(['stopped', 'concluded', 'failed']);

/**
 * One investigation as its agent writes it. Whatever the server holds back (a freeze, a pause, a stop
 * point people raised) is waited out and tried again with the same event ids; a stop ends it.
 */
export function openSession(options: SessionOptions) {
  const { client, lanes = {}, investigationId: id, paceMs, say } = options;
  const hold: Hold = createHold();
  const steers: string[] = [];
  const heard = new Set<string>();
  let count = 0;

  /** Waits until the investigation may be written again; what people ask for meanwhile is kept. */
  async function settle(): Promise<void> {
    const { run, returned } = await client.investigations.untilWritable(id);
    for (const { id: stop, instruction } of returned) {
      // Every lane waits here by itself, and what people asked for is to be done once.
      if (!heard.has(stop)) steers.push(instruction ?? '');
      heard.add(stop);
    }
    if (run.status === 'running') return hold.resume();
    hold.stop(`the investigation is ${run.status}`);
    return hold.pass();
  }

  /** Runs a write, waiting out freezes, pauses and stop points. */
  async function write<T>(act: () => Promise<T>): Promise<T> {
    for (;;) {
      await hold.pass();
      try {
        return await client.freezes.outwait(act);
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        const isHeld = error.slug === 'paused' || error.slug === 'waiting-at-checkpoint';
        if (isHeld) await settle();
        else if (error.slug === 'stopped') throw new Stopped(error.message);
        else throw error;
      }
    }
  }

  const post = (drafts: readonly Draft[], by = client) => {
    const events = drafts.map((draft): AgentEvent => {
      count += 1;
      return { ...draft, id: `e${count}`, at: iso(Date.now()) };
    });
    return write(() => by.investigations.postEvents(id, events)).then(heed);
  };

  /** These very events may have raised a stop point: nothing more is looked at before it is let go. */
  async function heed(answer: EventsAnswer): Promise<EventsAnswer> {
    if (answer.status === 'waiting') {
      say('is made to stop, and waits for a person');
      await settle();
    }
    return answer;
  }

  let looks = 0;
  /** Takes one look: a step and its evidence; null when the look itself failed. */
  async function takeLook(look: Look): Promise<Taken | null> {
    looks += 1;
    const [step, evidenceId] = [`step-${looks}`, `ev-${looks}`];
    const { lane, tool, args, source, query, service, window } = look;
    const reader = lanes[lane] ?? client;
    await post([{ kind: 'step.started', step, tool, args, source, lane }], reader);
    const startedMs = performance.now();
    try {
      const [seen] = await Promise.all([look.see(), pause(paceMs)]);
      const durationMs = Math.round(performance.now() - startedMs);
      const found: Draft[] = [
        { kind: 'step.finished', step, status: 'ok', durationMs },
        {
          kind: 'evidence.recorded',
          evidence: {
            id: evidenceId,
            source,
            title: seen.title,
            query,
            step,
            observedFrom: iso(window.fromMs),
            observedTo: iso(window.toMs),
            body: seen.body,
            ...(service ? { service } : {}),
            ...(seen.isTruncated ? { truncated: true } : {}),
          },
        },
      ];
      await post(found, reader);
      return { evidenceId, seen };
    } catch (error) {
      if (error instanceof Stopped || error instanceof ApiProblem) throw error;
      const text = error instanceof Error ? error.message : String(error);
      say(`${tool} failed: ${text}`);
      await post([{ kind: 'step.finished', step, status: 'error', error: text }], reader);
      return null;
    }
  }

  /** Asks people at a stop point and waits for them, however long. Silence releases nothing. */
  async function checkpoint(input: NewCheckpoint): Promise<Verdict> {
    for (;;) {
      let { id: waitingFor } = await write(() => client.checkpoints.create(id, input));
      say(`waits at stop point ${input.stage}`);
      for (;;) {
        const decided = await client.checkpoints.untilDecided(waitingFor);
        if (decided.state === 'released') return { isReleased: true };
        if (decided.state === 'returned') {
          return { isReleased: false, instruction: decided.instruction ?? '' };
        }
        if (decided.state === 'stopped') throw new Stopped('people stopped it at a stop point');
        // Expired: paused until a person resumes it, into a new stop point.
        const next = await nextCheckpoint(waitingFor);
        if (!next) break;
        waitingFor = next;
      }
    }
  }

  async function nextCheckpoint(expired: string): Promise<string | null> {
    for (;;) {
      const now = await client.investigations.get(id);
      if (ENDED.has(now.status)) throw new Stopped(`the investigation is ${now.status}`);
      if (now.status === 'running') return null;
      if (now.status === 'waiting' && now.checkpointId && now.checkpointId !== expired) {
        return now.checkpointId;
      }
      await pause(POLL_MS);
    }
  }

  return {
    id,
    hold,
    steers,
    post,
    takeLook,
    checkpoint,
    write,
    /** Instructions that came since the last call, oldest first. */
    takeSteers: () => steers.splice(0),
  };
}
export type Session = ReturnType<typeof openSession>;
