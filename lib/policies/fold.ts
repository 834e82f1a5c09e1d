import { eventOf, projection } from '@/lib/log/projection';
import {
  type policyPayloads,
  type PolicyRow,
  policyRow,
  type PolicyVersionRow,
  policyVersionRow,
} from '@/lib/policies/schema';

type Kinds = typeof policyPayloads;

const isPolicy = (stream: string): boolean => stream.startsWith('pol_');

/** The key of a version, and the id under which it acts. */
export const versionKey = (policyId: string, version: number): string => `${policyId}/${version}`;

export const policyProjection = projection<PolicyRow>({
  name: 'policy',
  key: 'id',
  row: policyRow,
  keysOf: ({ stream }) => (isPolicy(stream) ? [stream] : []),
  fold(row, stored, id) {
    const event = eventOf<Kinds>(stored);
    if (event.kind !== 'policy.adopted') return row;
    const { version, document } = event.payload;
    return { id, version, document, adoptedBy: event.actor, adoptedAt: event.recordedAt };
  },
});

/** What every decision leaves on a version: who, when and why. */
const decided = (event: { actor: PolicyVersionRow['decidedBy']; recordedAt: string }) => ({
  decidedBy: event.actor,
  decidedAt: event.recordedAt,
});

export const policyVersionProjection = projection<PolicyVersionRow>({
  name: 'policy_version',
  key: 'key',
  row: policyVersionRow,
  keysOf(stored) {
    const event = eventOf<Kinds>(stored);
    if (!isPolicy(event.stream)) return [];
    switch (event.kind) {
      case 'policy.adopted': {
        const { version, replaces } = event.payload;
        const keys = [versionKey(event.stream, version)];
        return replaces === null ? keys : [...keys, versionKey(event.stream, replaces)];
      }
      case 'policy.proposed':
      case 'policy.declined':
      case 'policy.withdrawn':
        return [versionKey(event.stream, event.payload.version)];
      default:
        return [];
    }
  },
  fold(row, stored, key) {
    const event = eventOf<Kinds>(stored);
    switch (event.kind) {
      case 'policy.proposed': {
        const { version, basedOn, document, reason } = event.payload;
        return {
          key,
          policyId: event.stream,
          version,
          state: 'proposed',
          basedOn,
          document,
          reason,
          proposedBy: event.actor,
          proposedAt: event.recordedAt,
          decidedBy: null,
          decidedAt: null,
          decisionReason: null,
        };
      }
      case 'policy.adopted': {
        const { version, replaces, document, reason } = event.payload;
        if (key !== versionKey(event.stream, version)) return row && { ...row, state: 'replaced' };
        // What shipped was never proposed by anyone here.
        const known: PolicyVersionRow = row ?? {
          key,
          policyId: event.stream,
          version,
          state: 'adopted',
          basedOn: replaces,
          document,
          reason: null,
          proposedBy: null,
          proposedAt: null,
          decidedBy: null,
          decidedAt: null,
          decisionReason: null,
        };
        return { ...known, ...decided(event), state: 'adopted', document, decisionReason: reason };
      }
      case 'policy.declined':
      case 'policy.withdrawn': {
        const { reason } = event.payload;
        const state = event.kind === 'policy.declined' ? 'declined' : 'withdrawn';
        return row && { ...row, ...decided(event), state, decisionReason: reason };
      }
      default:
        return row;
    }
  },
});
