/** `npm run admin -- COMMAND`: what only whoever holds the machine may do, such as the first admin. */
import { homeFrom, readArguments } from './command-line';
import { readRunRecord } from './run-record';
import { runAndStop } from './running';
import { withSettings } from './with-settings';

const USAGE = `npm run admin -- invite EMAIL --role ROLE [--service SERVICE] [--data DIR]
  prints a link, good once and for 72 hours, by which EMAIL joins with that role on SERVICE,
  or on every service. The installation is the one of DATABASE_URL, PUBLIC_URL and AUTH_SECRET,
  or else the one that "npm run demo" or "npm run dev" serves now.`;

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

await runAndStop(async () => {
  const { values, positionals } = readArguments(USAGE, {
    allowPositionals: true,
    options: {
      role: { type: 'string' },
      service: { type: 'string', default: '*' },
      data: { type: 'string' },
    },
  });
  const [command, email] = positionals;
  if (command !== 'invite' || email === undefined || values.role === undefined) {
    throw new Error(`Usage: ${USAGE}`);
  }
  const settings = installationSettings(values.data);
  await withSettings(settings, async () => {
    const { invitePersonInput } = await import('@/lib/people/schema');
    const { COMMAND_LINE, invitePerson } = await import('@/lib/people/server/invite-person');
    const input = invitePersonInput.safeParse({
      email,
      roles: [{ role: values.role, service: values.service }],
    });
    if (!input.success) {
      const issues = input.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      throw new Error(`${issues.join('\n')}\nUsage: ${USAGE}`);
    }
    const { link, expiresAt } = await invitePerson(
      { actor: COMMAND_LINE, requestId: 'command-line' },
      input.data,
    );
    console.log(`${email} joins at (once, until ${expiresAt}):\n\n${link}`);
  });
  return 0;
});
