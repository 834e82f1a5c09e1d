import type { Casebook } from './reasoning/casebook';
import { outageClassOf, statementOf } from './reasoning/suspects';
import { percent, rounded, type Look } from './looks';
import type { Draft, Session, Taken } from './session';

const WORTH_SAYING = 0.02;

/** Keeps the casebook and what the room shows of it in step. */
export function openNotebook(session: Session, casebook: Casebook) {
  const said = new Map<string, number>();

  function revisions(because: string[], note?: string): Draft[] {
    const now = casebook.probabilities();
    const text = note ?? `${percent(casebook.unexplained())} is left for causes not on the list.`;
    return casebook.suspects.flatMap(({ id }): Draft[] => {
      const confidence = rounded(now[id] ?? 0);
      if (Math.abs(confidence - (said.get(id) ?? 0)) < WORTH_SAYING) return [];
      said.set(id, confidence);
      return [{ kind: 'hypothesis.revised', hypothesisId: id, confidence, because, note: text }];
    });
  }

  return {
    /** Floats every suspect at its prior probability. */
    async propose(incidentService: string): Promise<void> {
      await session.post(
        casebook.suspects.map((suspect): Draft => {
          const confidence = rounded(casebook.priors[suspect.id] ?? 0);
          said.set(suspect.id, confidence);
          const statement = statementOf(suspect, incidentService);
          const hypothesis = {
            id: suspect.id,
            statement,
            confidence,
            outageClass: outageClassOf(suspect),
          };
          return { kind: 'hypothesis.proposed', hypothesis };
        }),
      );
    },
    /** Weighs an item of evidence: links it, and revises what it moves. */
    async weigh({ evidenceId, seen }: Taken): Promise<void> {
      if (seen.claims.length === 0) return;
      casebook.add(evidenceId, seen.claims);
      const links = casebook
        .newLinks(evidenceId)
        .map((link): Draft => ({ kind: 'hypothesis.linked', ...link }));
      const drafts = [...links, ...revisions([evidenceId])];
      if (drafts.length > 0) await session.post(drafts);
    },
    /** Takes looks one after the other, weighing each. */
    async takeAll(looks: readonly Look[]): Promise<void> {
      for (const look of looks) {
        const taken = await session.takeLook(look);
        if (taken) await this.weigh(taken);
      }
    },
  };
}
export type Notebook = ReturnType<typeof openNotebook>;
