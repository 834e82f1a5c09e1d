/** `npm run admin -- COMMAND`: what only whoever holds the machine may do, such as the first admin. */
import { homeFrom, readArguments } from './command-line';
import { readRunRecord } from './run-record';
import { runAndStop } from './running';
import { withSettings } from './with-settings';

const USAGE = `npm run admin -- invite EMAIL --role ROLE [--service SERVICE] [--data DIR]
  prints a link, good once and for 72 hours, by which EMAIL joins with that role on SERVICE,
  or on every service.
npm run admin -- reset EMAIL [--data DIR]
  prints a link, good once and for 24 hours, by which the person of EMAIL chooses a new password.
npm run admin -- grant-key new [--data DIR]
  adds a key that signs grants from now on; what the earlier ones signed goes on holding.

The installation is the one of DATABASE_URL, PUBLIC_URL and AUTH_SECRET, or else the one that "npm run demo" or "npm run dev" serves now.`;

/** The settings of this environment, or of what runs in the home. */
function installationSettings(data: string | undefined): Record<string, string> {
  if (process.env.DATABASE_URL && data === undefined) return {};
  for (const folder of ['.countersign', '.countersign/development']) {
    const record = readRunRecord(homeFrom(data, folder));
    if (record?.settings) return record.settings;
  }
  throw new Error(
    'DATABASE_URL is not set, and no demo runs here whose installation could be meant.',
  );
}

interface Asked {
  email: string;
  role: string;
  service: string;
}

async function invite({ email, role, service }: Asked): Promise<void> {
  const { invitePersonInput } = await import('@/lib/people/schema');
  const { COMMAND_LINE, invitePerson } = await import('@/lib/people/server/invite-person');
  const input = invitePersonInput.safeParse({ email, roles: [{ role, service }] });
  if (!input.success) {
    const issues = input.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`${issues.join('\n')}\nUsage: ${USAGE}`);
  }
  const ctx = { actor: COMMAND_LINE, requestId: 'command-line' };
  const { link, expiresAt } = await invitePerson(ctx, input.data);
  console.log(`${input.data.email} joins at (once, until ${expiresAt}):\n\n${link}`);
}

async function reset(email: string): Promise<void> {
  const { COMMAND_LINE } = await import('@/lib/people/server/invite-person');
  const { issueResetFor } = await import('@/lib/people/server/issue-reset');
  const ctx = { actor: COMMAND_LINE, requestId: 'command-line' };
  const { person, link, expiresAt } = await issueResetFor(ctx, { email });
  console.log(`${person.name} chooses a new password at (once, until ${expiresAt}):\n\n${link}`);
}

async function addKey(): Promise<void> {
  const { env } = await import('@/lib/env');
  const { addGrantKey } = await import('@/lib/grants/server/signing-keys');
  const path = env().GRANT_KEYS_FILE;
  console.log(`The key ${addGrantKey(path)} in ${path} signs grants from now on.`);
}

await runAndStop(async () => {
  const { values, positionals } = readArguments(USAGE, {
    allowPositionals: true,
    options: {
      role: { type: 'string' },
      service: { type: 'string', default: '*' },
      data: { type: 'string' },
    },
  });
  const [command, object] = positionals;
  const { role, service } = values;
  const run = (): Promise<void> => {
    if (command === 'invite' && object && role) return invite({ email: object, role, service });
    if (command === 'reset' && object) return reset(object);
    if (command === 'grant-key' && object === 'new') return addKey();
    throw new Error(`Usage: ${USAGE}`);
  };
  await withSettings(installationSettings(values.data), run);
  return 0;
});
