import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Answer, Call } from '../support/api';
import { rollback } from '../support/investigation';
import { AT, event, evidence } from '../support/investigation-events';

type Stage = 'gathering' | 'hypothesizing' | 'proposing';
/** `raised`: by the server, for a budget or for drift; the model does not foresee which. */
type Stop = 'evidence' | 'commitment' | 'raised';
const RAISED = new Set(['budget', 'drift']);

/** What must be true of an investigation, by what people let happen and nothing else. */
export interface Model {
  stage: Stage;
  status: 'running' | 'waiting' | 'paused' | 'stopped' | 'concluded';
  /** The stop point that it stands before. */
  stop: Stop | null;
  hasClaim: boolean;
  isCommitted: boolean;
}

export interface Real {
  agent: Call;
  commander: Call;
  id: string;
  checkpointId: string | null;
  /** An item that was tried to be recorded, for what rests on evidence. */
  evidenceId: string;
  /** For ids of events that are used once. */
  count: number;
}

export const beginning = (): Model => ({
  stage: 'gathering',
  status: 'running',
  stop: null,
  hasClaim: false,
  isCommitted: false,
});

type Command = fc.AsyncCommand<Model, Real>;

const slug = ({ body }: Answer): string =>
  String(body.type ?? '')
    .split('/')
    .at(-1) ?? '';
const REFUSED = { waiting: 'waiting-at-checkpoint', paused: 'paused', stopped: 'stopped' };
/** How a write is refused in a status; an investigation that has concluded refuses as a stopped one. */
const refusalIn = ({ status }: Model): string | undefined =>
  status === 'running' ? undefined : status === 'concluded' ? 'stopped' : REFUSED[status];

/** The server tells what the model says, of the stage and of who is waited for. */
async function expectSame(model: Model, real: Real): Promise<void> {
  const { body } = await real.commander('GET', `/investigations/${real.id}`);
  const { stage, status, checkpoint } = body as {
    stage: Stage;
    status: string;
    checkpoint: unknown;
  };
  expect({ stage, status }).toEqual({ stage: model.stage, status: model.status });
  const held = checkpoint as { id: string; stage: string } | null;
  const stop = held && RAISED.has(held.stage) ? 'raised' : held?.stage;
  expect(stop ?? null).toBe(model.stop);
  real.checkpointId = held?.id ?? null;
}

/** A command of the agent's: refused while it is held, else `then` says what must come of it. */
const byAgent = (
  name: string,
  call: (real: Real, model: Model) => Promise<Answer>,
  then: (answer: Answer, model: Model) => void,
): Command => ({
  check: () => true,
  async run(model, real) {
    const refusal = refusalIn(model);
    const answer = await call(real, model);
    if (refusal === undefined) then(answer, model);
    else expect([answer.status, slug(answer)]).toEqual([409, refusal]);
    await expectSame(model, real);
  },
  toString: () => name,
});

const post = (real: Real, events: object[]) =>
  real.agent('POST', `/investigations/${real.id}/events`, { events });
const nextId = (real: Real, name: string) => `${name}${++real.count}`;

/** A batch that is taken may raise a stop point, which moves no stage. */
function taken(answer: Answer, model: Model): void {
  expect(answer.status).toBe(200);
  if (answer.body.status !== 'waiting') return;
  model.status = 'waiting';
  model.stop = 'raised';
}

const record = (items: number): Command =>
  byAgent(
    `records ${items} items`,
    (real) => {
      const ids = Array.from({ length: items }, () => nextId(real, 'e'));
      real.evidenceId = ids[0] ?? real.evidenceId;
      return post(
        real,
        ids.map((id) => evidence(id, { query: 'the same again' })),
      );
    },
    taken,
  );

const claim: Command = byAgent(
  'claims a cause',
  (real, model) =>
    model.hasClaim
      ? post(real, [event(nextId(real, 'n'), 'note.added', { text: 'still so' })])
      : post(real, [
          event('claim', 'hypothesis.proposed', {
            hypothesis: { id: 'h1', statement: 'it is r42' },
          }),
        ]),
  (answer, model) => {
    taken(answer, model);
    model.hasClaim = true;
  },
);

const NEEDS = { evidence: 'gathering', commitment: 'hypothesizing' } as const;
const ask = (stage: 'evidence' | 'commitment'): Command =>
  byAgent(
    `asks for ${stage}`,
    (real) =>
      real.agent('POST', `/investigations/${real.id}/checkpoints`, {
        stage,
        summary: 'Ready',
        ...(stage === 'commitment' ? { hypothesisId: 'h1' } : {}),
      }),
    (answer, model) => {
      if (model.stage !== NEEDS[stage]) {
        expect([answer.status, slug(answer)]).toEqual([409, 'stage-locked']);
      } else if (stage === 'commitment' && !model.hasClaim) {
        expect([answer.status, slug(answer)]).toEqual([400, 'unknown-reference']);
      } else {
        expect(answer.status).toBe(201);
        model.status = 'waiting';
        model.stop = stage;
      }
    },
  );

/** Neither can an agent raise a stop point of the server's, to be let go at it. */
const askRaised: Command = {
  check: () => true,
  async run(model, real) {
    const answer = await real.agent('POST', `/investigations/${real.id}/checkpoints`, {
      stage: 'drift',
      summary: 'Ready',
    });
    expect([answer.status, slug(answer)]).toEqual([400, 'invalid']);
    await expectSame(model, real);
  },
  toString: () => 'asks for drift',
};

const propose: Command = byAgent(
  'proposes a fix',
  (real) =>
    real.agent(
      'POST',
      `/investigations/${real.id}/actions`,
      rollback({ evidenceIds: [real.evidenceId], hypothesisId: 'h1' }),
    ),
  (answer, model) => {
    if (model.stage !== 'proposing') expect(slug(answer)).toBe('stage-locked');
    else expect([201, 400]).toContain(answer.status);
  },
);

const conclude: Command = byAgent(
  'concludes with a root cause',
  (real) =>
    post(real, [
      event(nextId(real, 'c'), 'investigation.concluded', {
        outcome: 'root_cause_identified',
        summary: 'r42',
      }),
    ]),
  (answer, model) => {
    if (model.stage === 'proposing') {
      expect(answer.status).toBe(200);
      model.status = 'concluded';
    } else expect([answer.status, slug(answer)]).toEqual([409, 'stage-locked']);
  },
);

/** What a release, and nothing else, opens. */
function release(model: Model): void {
  if (model.stop === 'evidence') model.stage = 'hypothesizing';
  if (model.stop === 'commitment') {
    model.stage = 'proposing';
    model.isCommitted = true;
  }
}

const BACK = { evidence: 'gathering', commitment: 'hypothesizing' } as const;
const decide = (decision: 'release' | 'return' | 'stop', by: 'commander' | 'agent'): Command => ({
  check: (model) => model.status === 'waiting',
  async run(model, real) {
    const path = `/checkpoints/${real.checkpointId}/decision`;
    const answer = await real[by]('POST', path, { decision, reason: 'seen' });
    if (by === 'agent') expect([answer.status, slug(answer)]).toEqual([403, 'forbidden']);
    else {
      expect(answer.status).toBe(200);
      if (decision === 'release') release(model);
      else if (
        decision === 'return' &&
        (model.stop === 'evidence' || model.stop === 'commitment')
      ) {
        model.stage = BACK[model.stop];
      }
      model.status = decision === 'stop' ? 'stopped' : 'running';
      model.stop = null;
    }
    await expectSame(model, real);
  },
  toString: () => `${by} decides ${decision}`,
});

const control = (
  given: 'pause' | 'resume',
  from: Model['status'],
  to: Model['status'],
): Command => ({
  check: ({ status }) => status === from,
  async run(model, real) {
    const path = `/investigations/${real.id}/controls`;
    expect((await real.commander('POST', path, { control: given })).status).toBe(200);
    model.status = to;
    await expectSame(model, real);
  },
  toString: () => `a person gives ${given}`,
});

/** An event that an agent wrote itself into a stage it may not be in. */
export const forged = (kind: string) => ({
  id: `forged-${kind}`,
  kind,
  at: AT,
  stage: 'proposing',
});

const forge: Command = {
  check: () => true,
  async run(model, real) {
    for (const kind of ['checkpoint.decided', 'drift.measured', 'investigation.created']) {
      const answer = await post(real, [forged(kind)]);
      expect([answer.status, slug(answer)]).toEqual([400, 'invalid']);
    }
    await expectSame(model, real);
  },
  toString: () => 'forges the server’s own events',
};

/** What agents and people may do, people letting things through seldom enough to matter. */
export const commands = fc.commands(
  [
    fc.constantFrom(1, 6, 30).map(record),
    fc.constant(claim),
    fc.constant(ask('evidence')),
    fc.constant(ask('commitment')),
    fc.constant(askRaised),
    fc.constant(propose),
    fc.constant(conclude),
    fc.constant(forge),
    fc
      .constantFrom('release' as const, 'release' as const, 'return' as const, 'stop' as const)
      .map((decision) => decide(decision, 'commander')),
    fc.constant(decide('release', 'agent')),
    fc.constant(control('pause', 'running', 'paused')),
    fc.constant(control('resume', 'paused', 'running')),
  ],
  { size: '+1', maxCommands: 30 },
);
