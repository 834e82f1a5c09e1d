import { expect, test } from 'vitest';
import { releaseRefusal } from '@/components/checkpoint/release-right';

const cora = { id: 'usr_1', name: 'Cora' };

test.each([
  ['any commander may', 'any-commander', cora, 'usr_2', undefined],
  ['nothing is known of policy yet', undefined, cora, 'usr_2', undefined],
  ['the one in command asks', 'assigned-commander', cora, 'usr_1', undefined],
  [
    'another commands',
    'assigned-commander',
    cora,
    'usr_2',
    'Policy lets only Cora, who commands this incident, let it continue. Take command first.',
  ],
  [
    'another commands whose name is not known here',
    'assigned-commander',
    { id: 'usr_1', name: '' },
    'usr_2',
    'Policy lets only its commander let it continue. Take command first.',
  ],
  [
    'nobody commands',
    'assigned-commander',
    null,
    'usr_2',
    'Policy lets only the commander of this incident let it continue, and it has none. Take command first.',
  ],
] as const)('letting it continue, when %s', (_case, releaser, commander, personId, refusal) => {
  expect(releaseRefusal({ releaser, commander, personId })).toBe(refusal);
});
