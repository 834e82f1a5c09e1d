import { eventOf, projection } from '@/lib/log/projection';
import {
  type passkeyPayloads,
  type PasskeyRow,
  passkeyRow,
  type RecoveryRow,
  recoveryRow,
} from '@/lib/passkeys/schema';

type Kinds = typeof passkeyPayloads;

export const passkeyProjection = projection<PasskeyRow>({
  name: 'passkey',
  key: 'id',
  row: passkeyRow,
  keysOf(stored) {
    const event = eventOf<Kinds>(stored);
    switch (event.kind) {
      case 'person.passkey_added':
      case 'person.passkey_renamed':
      case 'person.passkey_used':
      case 'person.passkey_suspected':
      case 'person.passkey_removed':
        return [event.payload.passkey];
      case 'person.passkey_recovery_confirmed':
        return event.payload.revoked;
      default:
        return [];
    }
  },
  fold(row, stored, id) {
    const event = eventOf<Kinds>(stored);
    if (event.kind === 'person.passkey_added') {
      const { passkey: _id, by: _by, recovery: _recovery, ...made } = event.payload;
      return {
        id,
        personId: event.stream,
        ...made,
        createdAt: event.recordedAt,
        lastUsedAt: null,
        suspectedAt: null,
        endedAt: null,
        endedBecause: null,
      };
    }
    if (!row) return undefined;
    switch (event.kind) {
      case 'person.passkey_renamed':
        return { ...row, name: event.payload.name };
      case 'person.passkey_used': {
        const { signCount, backedUp } = event.payload;
        return { ...row, signCount, backedUp, lastUsedAt: event.recordedAt };
      }
      case 'person.passkey_suspected':
        return { ...row, suspectedAt: event.recordedAt };
      case 'person.passkey_removed':
        return { ...row, endedAt: event.recordedAt, endedBecause: 'removed' };
      case 'person.passkey_recovery_confirmed':
        return { ...row, endedAt: event.recordedAt, endedBecause: 'lost' };
      default:
        return row;
    }
  },
});

export const recoveryProjection = projection<RecoveryRow>({
  name: 'passkey_recovery',
  key: 'id',
  row: recoveryRow,
  keysOf(stored) {
    const event = eventOf<Kinds>(stored);
    switch (event.kind) {
      case 'person.passkey_recovery_opened':
      case 'person.passkey_recovery_confirmed':
      case 'person.passkey_recovery_withdrawn':
        return [event.payload.recovery];
      case 'person.passkey_added':
        return event.payload.recovery === null ? [] : [event.payload.recovery];
      default:
        return [];
    }
  },
  fold(row, stored, id) {
    const event = eventOf<Kinds>(stored);
    if (event.kind === 'person.passkey_recovery_opened') {
      const { reason, confirmUntil } = event.payload;
      return {
        id,
        personId: event.stream,
        state: 'opened',
        reason,
        openedBy: event.actor,
        openedAt: event.recordedAt,
        confirmUntil,
        confirmedBy: null,
        confirmedAt: null,
        enrolUntil: null,
        endedBy: null,
        endedAt: null,
      };
    }
    if (!row) return undefined;
    const ended = { endedBy: event.actor, endedAt: event.recordedAt };
    switch (event.kind) {
      case 'person.passkey_recovery_confirmed': {
        const { enrolUntil } = event.payload;
        const confirmed = { confirmedBy: event.actor, confirmedAt: event.recordedAt };
        return { ...row, state: 'confirmed', ...confirmed, enrolUntil };
      }
      case 'person.passkey_recovery_withdrawn':
        return { ...row, state: 'withdrawn', ...ended };
      case 'person.passkey_added':
        return { ...row, state: 'used', ...ended };
      default:
        return row;
    }
  },
});
