import { estimateWords } from '@/components/hypothesis/confidence-words';
import { leadingClaim, rankHypotheses, strongestAgainst } from '@/components/hypothesis/rank';
import { type Around, awaitedOf } from '@/components/incident/awaited';
import type { RunFacts } from '@/components/incident/run-facts';
import { durationWords, utcTime } from '@/components/time/format-time';
import { stateFace } from '@/components/ui/states';
import { balanceOf } from '@/lib/hypotheses/balance';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import { untestedOf } from '@/lib/hypotheses/untested';
import type { IncidentRow } from '@/lib/incidents/schema';
import { unseenIn } from '@/lib/investigations/stop-facts';
import { rowsOf } from '@/lib/live/room-state';
import { plainLine } from '@/lib/text/plain-line';

type About = Pick<
  IncidentRow,
  'title' | 'service' | 'environment' | 'severity' | 'status' | 'startedAt' | 'mergedInto'
>;

const quoted = (text: string): string => `“${plainLine(text).replace(/[.\s]+$/, '')}”`;
const counted = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;

function ofClaim(row: HypothesisRow, facts: RunFacts, lead: string): string[] {
  const { supports, contradicts } = balanceOf(row, (id) => facts.evidenceOf(id)?.flag);
  const against = strongestAgainst(row, facts.evidenceOf);
  const sides = `for ${supports.items} (weight ${supports.weight.toFixed(2)}), against ${contradicts.items} (weight ${contradicts.weight.toFixed(2)})`;
  const strongest = against
    ? `, strongest against it ${quoted(against.evidence?.title ?? against.link.evidenceId)}`
    : ', nothing is recorded against it';
  return [
    `${lead} ${quoted(row.statement)}: ${estimateWords(row.confidence)}; ${sides}${strongest}.`,
  ];
}

/** What is still open about the claim that leads, as questions. */
function questions(leader: HypothesisRow, facts: RunFacts): string[] {
  const evidence = rowsOf(facts.run, 'evidence');
  const { reach } = facts.run;
  const unseen = reach && unseenIn(evidence, reach);
  const found = untestedOf({ claim: leader, claims: facts.hypotheses, evidence, unseen });
  const titles = (ids: readonly string[]) =>
    ids.map((id) => quoted(facts.evidenceOf(id)?.title ?? id)).join(', ');
  return found.map((each) => {
    switch (each.kind) {
      case 'no-support':
        return 'What speaks for it? Nothing is recorded.';
      case 'no-contrary':
        return 'What would show it wrong? Nothing is recorded against it.';
      case 'one-source':
        return `Does another source say so? All support comes from ${each.source}.`;
      case 'rests-on-herrings':
        return `What is left of it? Its support was called a red herring: ${titles(each.evidence)}.`;
      case 'key-unlinked':
        return `What does key evidence say of it? Not linked: ${titles(each.evidence)}.`;
      case 'rivals-evidence':
        return `Is it told from its rivals? Not weighed against it: ${titles(each.evidence)}.`;
      case 'unlinked':
        return `For or against? Named and not linked: ${titles(each.evidence)}.`;
      case 'unweighed':
        return `How heavy? Linked and not weighed: ${titles(each.evidence)}.`;
      case 'unseen':
        return `Why not looked at? ${plainLine([...each.services, ...each.sources].join(', '))}.`;
    }
  });
}

function ofRun(facts: RunFacts): string[] {
  const { row, run, hypotheses, directives, actions } = facts;
  const leader = leadingClaim(hypotheses);
  const evidence = rowsOf(run, 'evidence');
  const flagged = (flag: string) => evidence.filter((item) => item.flag === flag).length;
  const status = stateFace('investigation', row.status).word.toLowerCase();
  const standing = rankHypotheses(hypotheses).filter(
    (claim) => claim !== leader && claim.status !== 'refuted',
  );
  const byPeople = hypotheses.flatMap(({ refutation, statement }) =>
    refutation
      ? [
          `Refuted by ${plainLine(refutation.by.name)}: ${quoted(statement)}, ${quoted(refutation.reason)}.`,
        ]
      : [],
  );
  const unheard = directives.filter(({ acknowledgedAt }) => acknowledgedAt === null).length;
  const open = leader ? questions(leader, facts) : [];
  return [
    `Agent ${plainLine(run.agent.name)}, ${status}, ${row.stage}: ${counted(evidence.length, 'item')} of evidence (${flagged('key')} key, ${counted(flagged('red-herring'), 'red herring')}), ${counted(hypotheses.length, 'claim')}, ${counted(row.stepCount, 'step')}.`,
    ...(leader ? ofClaim(leader, facts, 'Leading claim') : ['No claim leads.']),
    ...standing.flatMap((claim) => ofClaim(claim, facts, 'Also standing')),
    ...byPeople,
    ...(open.length > 0 ? ['Open questions:', ...open.map((each) => `- ${each}`)] : []),
    ...(unheard > 0 ? [`${counted(unheard, 'directive')} not acknowledged by the agent.`] : []),
    ...actions.map(
      ({ title, state }) =>
        `Change ${quoted(title)}: ${stateFace('action', state).word.toLowerCase()}.`,
    ),
  ];
}

/**
 * What whoever takes over has to know, drafted from facts alone: what is broken, what waits and until
 * when, and of each run its counts, its leaders and its open questions. Pure; no model writes it.
 * @param nowMs milliseconds since 1970
 */
export function draftSummary(
  incident: About,
  runs: readonly RunFacts[],
  nowMs: number,
  around: Around = {},
): string {
  const age = durationWords(Math.max(0, nowMs - Date.parse(incident.startedAt)));
  const severity = incident.severity.toUpperCase().replace('SEV', 'SEV ');
  const waits = (runs.length > 0 ? runs : [undefined]).map((facts) => {
    const { waitsFor, until, otherwise } = awaitedOf(incident, facts, around);
    const by = until ? ` until ${utcTime(until)} UTC` : '';
    return `Waiting for ${plainLine(waitsFor)}${by}; if nobody acts, ${otherwise}.`;
  });
  return [
    `${quoted(incident.title)}, ${plainLine(incident.service)} in ${plainLine(incident.environment)}, ${severity}, ${incident.status}, for ${age}.`,
    ...waits,
    ...runs.flatMap((facts) => ['', ...ofRun(facts)]),
  ].join('\n');
}
