import { db } from '@/lib/db/client';
import { DomainError } from '@/lib/errors';
import { sweep } from '@/lib/expiry/server/sweep';
import type { Answer } from '../../support/api';
import { liftAll } from '../../support/freezing';
import { rollback } from '../../support/investigation';
import { adoptTerms } from '../../support/policy';
import { slugOf } from '../insist';
import { type Cast, STEERS } from './cast';
import type { Move, What } from './moves';
import { markOf, type Told } from './told';

interface Known {
  id: string;
  /** What clients have seen of it, oldest first. */
  versions: { version: number; digest: string }[];
  executionId?: string;
}

interface Token {
  actionId: string;
  grantId: string;
  token: string;
  digest: string;
}

/** Whose time the test made run out, and at which instant: an action's or a grant's. */
export interface Overdue {
  id: string;
  atUs: bigint;
}

/** Of what there is, what people and executors look at: the rest was dealt with mostly. */
const RECENT = 2;

const nowUs = (): number => Date.now() * 1000;
const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % from.length];
const AGENTS_DEEDS = { suspend: 'suspended', reinstate: 'resumed', revoke: 'revoked' } as const;

/** Makes moves over HTTP and remembers every answer. */
export class Player {
  readonly told: Told[] = [];
  readonly overdue: Overdue[] = [];
  readonly #known: Known[] = [];
  readonly #tokens: Token[] = [];
  #proposals = 0;
  #adopted: Promise<unknown> = Promise.resolve();

  constructor(private readonly cast: Cast) {}

  /** What the executor is handed now; tokens seen before stay known, whatever became of them. */
  async look(): Promise<void> {
    const { body } = await this.cast.executor.at(0)('GET', '/grants');
    const items = body.items as { id: string; token: string; actionId: string; digest: string }[];
    for (const { id, token, actionId, digest } of items) {
      const isMine = this.#known.some((one) => one.id === actionId);
      if (!isMine || this.#tokens.some(({ grantId }) => grantId === id)) continue;
      this.#tokens.push({ actionId, grantId: id, token, digest });
    }
  }

  async make(move: Move): Promise<void> {
    await this.#deeds[move.what](move);
  }

  /** Asks, and keeps the answer with what it was about. */
  async #ask(
    about: Pick<Told, 'what' | 'actorId'> & Partial<Told>,
    call: () => Promise<Answer>,
    markFor: (answer: Answer) => string | undefined,
  ): Promise<Answer> {
    const sentUs = nowUs();
    const answer = await call();
    const isDone = answer.status < 300;
    const mark = isDone ? markFor(answer) : undefined;
    this.told.push({
      ...about,
      sentUs,
      answeredUs: nowUs() + 1000,
      status: answer.status,
      slug: isDone ? '' : slugOf(answer),
      ...(mark === undefined ? {} : { mark }),
    });
    return answer;
  }

  #write(kind: 'action.proposed' | 'action.amended', { what, place }: Move, known?: Known) {
    const { agent, investigationId } = this.cast;
    this.#proposals += 1;
    // Few targets, so that some are busy.
    const resource = `release-${investigationId}-${this.#proposals % 3}`;
    const body = rollback({
      title: `Proposal ${this.#proposals}`,
      target: { service: 'checkout', environment: 'production', resource },
    });
    const call = agent.at(place);
    return this.#ask(
      { what, actorId: agent.id, ...(known ? { actionId: known.id } : {}) },
      () =>
        known
          ? call('PUT', `/actions/${known.id}`, body)
          : call('POST', `/investigations/${investigationId}/actions`, body),
      ({ body: { id, version, digest } }) => markOf(kind, `${id} ${version} ${digest}`),
    );
  }

  async #decide({ what, place, by, of, how }: Move): Promise<void> {
    const known = pick(this.#known.slice(-RECENT), of);
    const signer = pick(this.cast.approvers, by);
    // Mostly what was seen last; sometimes what was there before.
    const seen = known && (how % 6 === 0 ? known.versions[0] : known.versions.at(-1));
    if (!known || !signer || !seen) return;
    const decision = what === 'reject' ? { decision: what, reason: 'No.' } : { decision: what };
    await this.#ask(
      { what, actorId: signer.id, actionId: known.id, ...seen },
      () => signer.at(place)('POST', `/actions/${known.id}/decisions`, { ...decision, ...seen }),
      () => markOf('action.decided', `${known.id} ${seen.version} ${what} ${signer.id}`),
    );
  }

  async #redeem({ what, place, of, how }: Move): Promise<void> {
    const found = pick(this.#tokens.slice(-RECENT), of);
    if (!found) return;
    const { executor } = this.cast;
    const isForged = how % 10 === 0;
    const isMisled = how % 10 === 1;
    const token = isForged ? `${found.token.slice(0, -8)}AAAAAAAA` : found.token;
    const digest = isMisled ? 'f'.repeat(64) : found.digest;
    const about = { what, actorId: executor.id, actionId: found.actionId, digest };
    const attempt = async (each: number) => {
      const answer = await this.#ask(
        isForged ? about : { ...about, grantId: found.grantId },
        () => executor.at(place + each)('POST', '/grants/redeem', { token, digest }),
        ({ body }) => markOf('grant.redeemed', `${found.actionId} ${body.executionId}`),
      );
      const known = this.#known.find(({ id }) => id === found.actionId);
      if (known && answer.status === 200) known.executionId = String(answer.body.executionId);
    };
    await Promise.all(Array.from({ length: 1 + (how % 3) }, (_, each) => attempt(each)));
  }

  /** Lets the time of an action, or of what was granted for it, be over. */
  async #runOut({ of }: Move): Promise<void> {
    const known = pick(this.#known, of);
    if (!known) return;
    const { id } = known;
    this.overdue.push(
      ...(await db().$queryRaw<Overdue[]>`
        UPDATE "action" SET "expiresAt" = clock_timestamp() - interval '1 second'
        WHERE "id" = ${id}
        RETURNING "id", (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS "atUs"`),
      ...(await db().$queryRaw<Overdue[]>`
        UPDATE "grant" SET "expiresAt" = clock_timestamp() - interval '1 second'
        WHERE "actionId" = ${id}
        RETURNING "id", (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS "atUs"`),
    );
    await sweep();
  }

  async #standing({ what, place }: Move & { what: keyof typeof AGENTS_DEEDS }): Promise<void> {
    const { agent, admin } = this.cast;
    const deed = what === 'reinstate' ? 'resume' : what;
    await this.#ask(
      { what, actorId: 'admin' },
      () => admin(place)('POST', `/agents/${agent.id}/${deed}`, { reason: 'A move.' }),
      () => markOf(`agent.${AGENTS_DEEDS[what]}`, agent.id),
    );
  }

  async #person({ what, place, by }: Move, kind: string, ask: (id: string) => unknown[]) {
    const signer = pick(this.cast.approvers, by);
    if (!signer) return;
    const [method, path, body] = ask(signer.id);
    await this.#ask(
      { what, actorId: 'admin', actionId: signer.id },
      () => this.cast.admin(place)(String(method), String(path), body),
      () => markOf(kind, signer.id),
    );
  }

  async #control({ what, place }: Move, control: string): Promise<void> {
    const by = control === 'steer' ? this.cast.approvers[STEERS]?.at : this.cast.commander;
    const body = {
      control,
      reason: 'A move.',
      ...(control === 'steer' ? { instruction: 'x' } : {}),
    };
    await this.#ask(
      {
        what,
        actorId: control === 'steer' ? (this.cast.approvers[STEERS]?.id ?? '') : 'commander',
      },
      () => by!(place)('POST', `/investigations/${this.cast.investigationId}/controls`, body),
      () => undefined,
    );
  }

  readonly #deeds: Record<What, (move: Move) => Promise<unknown>> = {
    propose: async (move) => {
      const { status, body } = await this.#write('action.proposed', move);
      if (status !== 201) return;
      const version = { version: 1, digest: String(body.digest) };
      this.#known.push({ id: String(body.id), versions: [version] });
    },
    edit: async (move) => {
      const known = pick(this.#known, move.of);
      if (!known) return;
      const { status, body } = await this.#write('action.amended', move, known);
      if (status !== 200) return;
      known.versions.push({ version: Number(body.version), digest: String(body.digest) });
      known.versions.sort((a, b) => a.version - b.version);
    },
    approve: (move) => this.#decide(move),
    reject: (move) => this.#decide(move),
    withdraw: async ({ what, place, of }) => {
      const known = pick(this.#known, of);
      if (!known) return;
      const { agent } = this.cast;
      await this.#ask(
        { what, actorId: agent.id, actionId: known.id },
        () => agent.at(place)('POST', `/actions/${known.id}/withdraw`),
        () => markOf('action.withdrawn', known.id),
      );
    },
    'run out': (move) => this.#runOut(move),
    redeem: (move) => this.#redeem(move),
    finish: async ({ what, place, of }) => {
      const known = pick(
        this.#known.filter(({ executionId }) => executionId),
        of,
      );
      if (!known) return;
      const { executor } = this.cast;
      const id = `end-${this.told.length}`;
      const events = [{ id, kind: 'succeeded', at: new Date().toISOString() }];
      await this.#ask(
        { what, actorId: executor.id, actionId: known.id },
        () => executor.at(place)('POST', `/executions/${known.executionId}/events`, { events }),
        // Under one id at once, one is recorded and the other is a repeat.
        ({ body }) =>
          body.accepted === 1
            ? markOf('execution.succeeded', String(known.executionId))
            : undefined,
      );
    },
    demote: (move) =>
      this.#person(move, 'person.roles_changed', (id) => [
        'PUT',
        `/people/${id}/roles`,
        { roles: [{ role: 'observer', service: '*' }] },
      ]),
    disable: (move) =>
      this.#person(move, 'person.disabled', (id) => [
        'POST',
        `/people/${id}/disable`,
        { reason: 'A move.' },
      ]),
    steer: (move) => this.#control(move, 'steer'),
    // One after the other: the test writes them past the verb that keeps them apart.
    policy: ({ how }) =>
      (this.#adopted = this.#adopted.then(() => adoptTerms({ approvals: 1 + (how % 3) }))),
    freeze: async ({ what, place }) => {
      await this.#ask(
        { what, actorId: 'commander' },
        () =>
          this.cast.commander(place)('POST', '/freezes', {
            service: 'checkout',
            reason: 'A move.',
          }),
        ({ body }) => markOf('freeze.set', String(body.id)),
      );
    },
    lift: async () => {
      await liftAll(...this.cast.lifters).catch((error: unknown) => {
        // Somebody else lifts it at the same time.
        if (!(error instanceof DomainError)) throw error;
      });
    },
    'go on': (move) => this.#control(move, 'resume'),
    suspend: (move) => this.#standing({ ...move, what: 'suspend' }),
    reinstate: (move) => this.#standing({ ...move, what: 'reinstate' }),
    revoke: (move) => this.#standing({ ...move, what: 'revoke' }),
    stop: (move) => this.#control(move, 'stop'),
  };
}
