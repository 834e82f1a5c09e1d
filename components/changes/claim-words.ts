import { percent } from '@/components/hypothesis/confidence-words';
import { stateFace } from '@/components/ui/states';
import type { ChangeOf } from '@/lib/changes/schema';
import { type ChangeLine, counted, listed, quoted } from './change-line';

type Claim = ChangeOf<'claim'>;

/** Causes that one line names; the rest are counted. */
const MOST_NAMED = 2;

const sides = { supports: 'for', contradicts: 'against' } as const;

const estimate = (confidence: number | null): string =>
  confidence === null ? 'not stated' : percent(confidence);

/** The evidence by which an estimate came to where it is: what its last moves name, else what was linked. */
function causesOf({ steps, links }: Claim): string[] {
  const moves = steps.filter(({ by }) => by === null);
  const named = moves.flatMap(({ because }) => because);
  return [...new Set(named.length > 0 ? named : links.map(({ evidenceId }) => evidenceId))];
}

function afterWords(claim: Claim, titleOf: (id: string) => string): string {
  const causes = causesOf(claim).toReversed();
  if (causes.length === 0) return '; no evidence is named as the cause';
  const sideOf = new Map(claim.links.map((link) => [link.evidenceId, link.relation]));
  const named = causes.slice(0, MOST_NAMED).map((id) => {
    const side = sideOf.get(id);
    return `${quoted(titleOf(id), 90)}${side ? ` (${sides[side]})` : ''}`;
  });
  const rest = causes.length - named.length;
  return ` after ${listed(rest > 0 ? [...named, `${rest} more`] : named)}`;
}

/** How the agent's estimate moved; undefined where it did not, or where the claim is new. */
function moved(claim: Claim, titleOf: (id: string) => string): string | undefined {
  const { from, to, stepCount, statement } = claim;
  if (!from) return undefined;
  const [was, is] = [from.confidence, to.confidence];
  const moves = claim.steps.filter(({ by }) => by === null).map(({ confidence }) => confidence);
  const isBack = was === is && moves.some((each) => each !== is);
  if (was === is && !isBack) return undefined;
  const about = quoted(statement);
  const times = stepCount > 1 ? `, in ${counted(stepCount, 'step')}` : '';
  if (isBack) return `Estimate of ${about} moved and came back to ${estimate(is)}${times}`;
  const how = was === null || is === null ? 'went' : is < was ? 'fell' : 'rose';
  const after = afterWords(claim, titleOf);
  return `Estimate of ${about} ${how} from ${estimate(was)} to ${estimate(is)}${after}${times}`;
}

/** How it came to stand otherwise than by its estimate; undefined where it did not. */
function stood({ from, to, steps, statement }: Claim): { text: string; more?: string } | undefined {
  const about = quoted(statement);
  const [was, is] = [from?.refutedBy ?? null, to.refutedBy];
  const by = steps.findLast((step) => step.by !== null);
  const said = by?.note ? { more: by.note } : {};
  if (is && is.id !== was?.id) return { text: `${is.name} refuted ${about}`, ...said };
  if (was && !is) {
    const who = by?.by ? ` by ${by.by.name}` : '';
    return { text: `The refutation of ${about} was taken back${who}`, ...said };
  }
  if (!from || from.status === to.status) {
    const overruled = steps.some((step) => step.by !== null && step.status !== to.status);
    return overruled
      ? { text: `${about} was refuted, and that was taken back`, ...said }
      : undefined;
  }
  if (to.status === 'committed') return { text: `Settled on ${about} as the cause` };
  if (to.status === 'refuted') return { text: `The agent refuted ${about}` };
  const word = stateFace('hypothesis', to.status).word.toLowerCase();
  const before = stateFace('hypothesis', from.status).word.toLowerCase();
  return { text: `${about} went from ${before} to ${word}` };
}

function made(claim: Claim): string | undefined {
  const { from, to, statement } = claim;
  if (from) return undefined;
  const word = to.status === 'open' ? '' : `, by now ${faceOf(claim).word.toLowerCase()}`;
  const [first] = claim.steps.length === claim.stepCount ? claim.steps : [];
  const isMoved = first && first.confidence !== to.confidence;
  const before = isMoved ? `, ${estimate(first.confidence)} at first` : '';
  return `New claim: ${quoted(statement)}, agent’s estimate ${estimate(to.confidence)}${before}${word}`;
}

const faceOf = ({ to }: Claim) =>
  stateFace('hypothesis', to.refutedBy ? 'refuted-by-person' : to.status);

/** What changed of a claim, in words: that it is new, how its estimate moved, who refuted it. */
export function claimLines(claim: Claim, titleOf: (id: string) => string): ChangeLine[] {
  const { run, id, from, to, linkCount } = claim;
  const base = { group: 'claims', face: faceOf(claim), run, sel: `hyp:${id}` } as const;
  const key = `claim ${run} ${id}`;
  const fresh = made(claim);
  const told = [fresh, moved(claim, titleOf)].filter((text) => text !== undefined);
  const lines: ChangeLine[] = told.map((text, place) => ({
    ...base,
    key: `${key} ${place}`,
    text,
  }));
  const stands = stood(claim);
  if (stands) lines.push({ ...base, ...stands, key: `${key} stands` });
  if (to.verdict && to.verdict !== (from?.verdict ?? null)) {
    const text = `${quoted(claim.statement)} was judged ${to.verdict}`;
    lines.push({ ...base, key: `${key} verdict`, text });
  }
  if (lines.length === 0 && linkCount > 0) {
    const items = counted(linkCount, 'item of evidence', 'items of evidence');
    const text = `${items} weighed on ${quoted(claim.statement)}; its estimate did not move`;
    lines.push({ ...base, key: `${key} links`, text });
  }
  return lines;
}
