import { z } from 'zod';

const oracle = z.looseObject({
  oracle_type: z.string().optional(),
  expected_checks: z.string().optional(),
  success: z.boolean().nullish(),
  oracle_results: z.looseObject({ success: z.boolean().nullish() }).nullish(),
});

const judged = z.looseObject({
  ground_truth: z
    .looseObject({ localization: z.looseObject({ expected: z.array(z.string()) }).optional() })
    .nullish(),
  oracle_results_enhanced: z.record(z.string(), z.unknown()).nullish(),
});

/** The benchmark's own judgement, as sentences: it was not the agent's, and came afterwards. */
export function aftermathOf(run: unknown): string[] {
  const parsed = judged.safeParse(run);
  if (!parsed.success) return [];
  const sentences: string[] = [];
  const faulty = parsed.data.ground_truth?.localization?.expected;
  if (faulty) sentences.push(`The benchmark names as faulty: ${faulty.join(', ')}.`);
  for (const [stage, raw] of Object.entries(parsed.data.oracle_results_enhanced ?? {})) {
    const result = oracle.safeParse(raw);
    const success = result.data?.oracle_results?.success ?? result.data?.success;
    if (!result.success || typeof success !== 'boolean') continue;
    const name = result.data.oracle_type ?? 'an oracle';
    const checks = result.data.expected_checks ? ` It checks: ${result.data.expected_checks}.` : '';
    sentences.push(
      `The benchmark's verdict on ${stage} (${name}): ${success ? 'passed' : 'not passed'}.${checks}`,
    );
  }
  return sentences;
}
