import { asMachine, type Call } from './call';

/** Children of the root, each with one of its own. */
const CHILDREN = 3;
const PLACES = { services: ['*'], environments: ['*'] };

export interface Member {
  id: string;
  key: string;
}

async function delegate(url: string, parent: Member, verbs: string[]): Promise<Member> {
  const made = await asMachine(url, parent.key)('POST', `/agents/${parent.id}/delegations`, {
    name: 'A branch of the bench',
    purpose: 'Is revoked with its root.',
    scope: { ...PLACES, sources: ['logs'], verbs },
  });
  return { id: String((made.agent as { id: string }).id), key: String(made.key) };
}

/** A root with children and grandchildren, each with a key of its own; the root comes first. */
export async function plantTree(
  url: string,
  admin: Call,
  ownerId: string,
): Promise<[Member, ...Member[]]> {
  const verbs = ['observe', 'hypothesize', 'delegate'];
  const made = await admin('POST', '/agents', {
    name: 'The root of the bench',
    kind: 'agent',
    ownerId,
    purpose: 'Is revoked.',
    scope: { ...PLACES, sources: ['*'], verbs, maxDepth: 2 },
  });
  const id = String(made.id);
  const { key } = await admin('POST', `/agents/${id}/keys`);
  const root = { id, key: String(key) };
  const members: [Member, ...Member[]] = [root];
  for (let i = 0; i < CHILDREN; i++) {
    const child = await delegate(url, root, ['observe', 'delegate']);
    members.push(child, await delegate(url, child, ['observe']));
  }
  return members;
}
