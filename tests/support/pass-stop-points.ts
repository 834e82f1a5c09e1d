import type { Client } from '@/lib/agent/sdk/client';
import type { asPersonIn } from './person-in-browser';

/** The agent asks at both stop points, and the commander lets it continue from each. */
export async function passStopPoints(
  client: Client,
  investigationId: string,
  commander: ReturnType<typeof asPersonIn>,
): Promise<void> {
  for (const stage of ['evidence', 'commitment'] as const) {
    const checkpoint = await client.checkpoints.create(investigationId, {
      stage,
      summary: 'Weighed what there is.',
      ...(stage === 'commitment' ? { hypothesisId: 'h1' } : {}),
    });
    await commander('POST', `/checkpoints/${checkpoint.id}/decision`, { decision: 'release' });
  }
}
