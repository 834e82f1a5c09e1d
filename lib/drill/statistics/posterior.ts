/**
 * One finding, as a yes-or-no statement about the system that the data make true with probability
 * `certainty`, and how likely that statement is under each hypothesis (a judgement, written down
 * openly beside each finding).
 */
export interface Finding {
  id: string;
  certainty: number;
  likelihood: Readonly<Record<string, number>>;
}

/** Where a finding says nothing of a hypothesis, it is as likely under it as not. */
const SILENT = 0.5;

/**
 * The likelihood of a finding under a hypothesis when the finding itself is only probably true:
 * q·P(F|h) + (1−q)·P(¬F|h), J. Pearl's virtual evidence (1988, Probabilistic Reasoning in
 * Intelligent Systems, section 2.2.2). It can never exceed what the judgement table says, so no
 * amount of data makes one finding worth more than its kind.
 */
export function virtualLikelihood(finding: Finding, hypothesis: string): number {
  const p = finding.likelihood[hypothesis] ?? SILENT;
  return finding.certainty * p + (1 - finding.certainty) * (1 - p);
}

/**
 * The probability of each hypothesis, one of which is assumed true: prior × the product of the
 * findings' likelihoods, normalised (Bayes' rule, the findings taken as independent given the
 * hypothesis). Keep a hypothesis for "none of these" among the priors.
 */
export function posterior(
  priors: Readonly<Record<string, number>>,
  findings: readonly Finding[],
): Record<string, number> {
  const names = Object.keys(priors);
  const lns = names.map((name) =>
    findings.reduce(
      (sum, finding) => sum + Math.log(virtualLikelihood(finding, name)),
      Math.log(priors[name] ?? 0),
    ),
  );
  const peak = Math.max(...lns);
  const weights = lns.map((ln) => Math.exp(ln - peak));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Object.fromEntries(names.map((name, i) => [name, (weights[i] ?? 0) / total]));
}

/**
 * How strongly a finding speaks for (above 0) or against (below 0) a hypothesis, as log₁₀ of its
 * likelihood there over its mean likelihood under the others, weighted by their probabilities.
 */
export function log10Support(
  finding: Finding,
  hypothesis: string,
  probabilities: Readonly<Record<string, number>>,
): number {
  const others = Object.entries(probabilities).filter(([name]) => name !== hypothesis);
  const mass = others.reduce((sum, [, p]) => sum + p, 0);
  const mean = others.reduce(
    (sum, [name, p]) =>
      sum + virtualLikelihood(finding, name) * (mass > 0 ? p / mass : 1 / others.length),
    0,
  );
  return mean > 0 ? Math.log10(virtualLikelihood(finding, hypothesis) / mean) : 0;
}
