/** `npm run admin -- COMMAND`: what only whoever holds the machine may do, such as the first admin. */
import { resolve } from 'node:path';
import { homeFrom, readArguments } from './command-line';
import { eraseFromTerminal } from './erase';
import { readRunRecord } from './run-record';
import { runAndStop } from './running';
import { withSettings } from './with-settings';

const USAGE = `npm run admin -- invite EMAIL --role ROLE [--service SERVICE]
    [--environment ENVIRONMENT]… [--data DIR]
  prints a link, good once and for 72 hours, by which EMAIL joins with that role on SERVICE,
  or on every service, in each ENVIRONMENT named, or in every one. Where two admins have been, it proposes that to an admin instead.
npm run admin -- reset EMAIL [--data DIR]
  prints a link, good once and for 24 hours, by which the person of EMAIL chooses a new password.
npm run admin -- grant-key new [--data DIR]
  adds a key that signs grants from now on; what the earlier ones signed goes on holding.
npm run admin -- notice-key new [--data DIR]
  makes the keys by which people are woken, or adds one that seals from now on.
npm run admin -- import-services FILE [--yes] [--data DIR]
  shows what FILE (JSON, YAML or Backstage) would change in the catalogue of services, and with
  --yes makes it so, all of it or nothing. Services that FILE does not mention stay as they are.
npm run admin -- erase ID --reason WHY --by EMAIL [--yes] [--data DIR]
  erases the free text and bodies of an incident, an investigation or an action, and the decision
  pages kept of it, for good. EMAIL is the admin who answers for it; WHY goes on after "because"
  wherever the text stood. It shows what would go and asks for the ID again, unless --yes is said.

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
  /** None: every environment. */
  environments: string[];
}

async function invite({ email, role, service, environments }: Asked): Promise<void> {
  const { invitePersonInput } = await import('@/lib/people/schema');
  const { COMMAND_LINE, invitePerson } = await import('@/lib/people/server/invite-person');
  const where = environments.length > 0 ? { environments } : {};
  const input = invitePersonInput.safeParse({ email, roles: [{ role, service, ...where }] });
  if (!input.success) {
    const issues = input.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`${issues.join('\n')}\nUsage: ${USAGE}`);
  }
  const ctx = { actor: COMMAND_LINE, requestId: 'command-line' };
  try {
    const { link, expiresAt } = await invitePerson(ctx, input.data);
    console.log(`${input.data.email} joins at (once, until ${expiresAt}):\n\n${link}`);
  } catch (error) {
    if (!(error instanceof Error && 'slug' in error && error.slug === 'second-admin-needed')) {
      throw error;
    }
    const { proposeChange } = await import('@/lib/people/server/propose-change');
    const reason = 'Invited from the command line.';
    const { expiresAt } = await proposeChange(ctx, { kind: 'invite', ...input.data, reason });
    console.log(
      `Two admins have been here, so an invitation takes an admin’s agreement. It is proposed: an admin agrees under People until ${expiresAt}, and is shown the link.`,
    );
  }
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
  const { addGrantKey, grantKeysWithAnother } = await import('@/lib/grants/server/signing-keys');
  const { GRANT_KEYS, GRANT_KEYS_FILE: path } = env();
  if (GRANT_KEYS !== undefined) {
    // Alone on standard output, so that it can be handed on to where secrets are kept.
    console.error('Give this to every process as GRANT_KEYS; the last key signs from then on.');
    console.log(grantKeysWithAnother(GRANT_KEYS));
    return;
  }
  console.log(`The key ${addGrantKey(path)} in ${path} signs grants from now on.`);
}

async function addNoticeSeal(): Promise<void> {
  const { env } = await import('@/lib/env');
  const { addNoticeKey } = await import('@/lib/notices/server/notice-keys');
  const path = env().NOTICE_KEYS_FILE;
  console.log(`The key ${addNoticeKey(path)} in ${path} seals from now on.`);
}

/** @returns the exit code: 1 where the file is faulty. */
async function importServices(given: string, isSure: boolean): Promise<number> {
  const { statSync, readFileSync } = await import('node:fs');
  const { MAX_FILE_BYTES } = await import('@/lib/services/file/read-documents');
  const { sayPreview } = await import('./import-report');
  const { COMMAND_LINE } = await import('@/lib/people/server/invite-person');
  const { applyImport, previewImport } = await import('@/lib/services/server/import-services');
  // A relative path counts from where npm was run.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), given);
  if (statSync(path).size > MAX_FILE_BYTES) {
    throw new Error(`${given} is larger than ${MAX_FILE_BYTES / 1024} KiB.`);
  }
  const text = readFileSync(path, 'utf8');
  const ctx = { actor: COMMAND_LINE, requestId: 'command-line' };
  const preview = await previewImport(ctx, { text });
  console.log(sayPreview(given, preview));
  if (preview.faults.length > 0) return 1;
  if (!isSure) {
    console.log('Nothing was changed. Say it again with --yes to make it so.');
    return 0;
  }
  const done = await applyImport(ctx, { text, basis: preview.basis });
  console.log(`Done: ${done.added} added, ${done.changed} changed, ${done.unchanged} unchanged.`);
  return 0;
}

await runAndStop(async () => {
  const { values, positionals } = readArguments(USAGE, {
    allowPositionals: true,
    options: {
      role: { type: 'string' },
      service: { type: 'string', default: '*' },
      environment: { type: 'string', multiple: true, default: [] },
      data: { type: 'string' },
      yes: { type: 'boolean', default: false },
      reason: { type: 'string' },
      by: { type: 'string' },
    },
  });
  const [command, object] = positionals;
  const { role, service, environment: environments, reason, by, yes: isSure } = values;
  const run = async (): Promise<number> => {
    if (command === 'import-services' && object) return importServices(object, isSure);
    if (command === 'erase' && object) return eraseFromTerminal({ id: object, reason, by, isSure });
    if (command === 'invite' && object && role) {
      await invite({ email: object, role, service, environments });
    } else if (command === 'reset' && object) await reset(object);
    else if (command === 'grant-key' && object === 'new') await addKey();
    else if (command === 'notice-key' && object === 'new') await addNoticeSeal();
    else throw new Error(`Usage: ${USAGE}`);
    return 0;
  };
  // Erasing works through whole streams, and nobody waits for an answer.
  const patience = command === 'erase' ? { STATEMENT_TIMEOUT_MS: '600000' } : {};
  return withSettings({ ...installationSettings(values.data), ...patience }, run);
});
