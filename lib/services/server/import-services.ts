import 'server-only';
import type { Actor, Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { can } from '@/lib/access/permissions';
import { db } from '@/lib/db/client';
import { Conflict, Invalid } from '@/lib/errors';
import { digestOf } from '@/lib/log/canonical';
import { parseRows } from '@/lib/log/rows';
import { write } from '@/lib/log/write';
import { COMMAND_LINE } from '@/lib/people/server/invite-person';
import { type ImportPlan, planImport } from '@/lib/services/file/plan-import';
import { readServicesFile } from '@/lib/services/file/read-services-file';
import { serviceProjection, serviceStream } from '@/lib/services/fold';
import type { ImportApplied, ImportPreview } from '@/lib/services/output';
import { SERVICES } from '@/lib/services/server/topics';
import type { Prisma } from '@/lib/db/generated/client';

const mayManage =
  (actor: Actor) =>
  (service: string): boolean =>
    actor.id === COMMAND_LINE.id || can(actor, 'service.manage', { service }).allowed;

function demandImporting({ actor }: Ctx): void {
  if (actor.id !== COMMAND_LINE.id) demand(actor, 'service.manage', {}, 'This');
}

/** Names exactly what an import would change: from what, to what. */
const basisOf = ({ services }: ImportPlan): string =>
  digestOf(services.map(({ facts, before = null }) => ({ facts, before })));

async function catalogueNow(client: Pick<Prisma.TransactionClient, 'service'>) {
  const rows = parseRows(serviceProjection, await client.service.findMany());
  return new Map(rows.map((row) => [row.name, row]));
}

/** What a file would change in the catalogue, and what is wrong with it; changes nothing. */
export async function previewImport(ctx: Ctx, { text }: { text: string }): Promise<ImportPreview> {
  demandImporting(ctx);
  const file = readServicesFile(text);
  const catalogue = await catalogueNow(db());
  const plan = planImport(file, catalogue, mayManage(ctx.actor));
  const named = new Set(plan.services.map(({ name }) => name));
  const declared = [...catalogue.values()].filter((row) => row.declared);
  return {
    format: file.format,
    services: plan.services.map(({ facts: _facts, before: _before, ...shown }) => shown),
    faults: plan.faults,
    notices: plan.notices,
    untouched: declared.filter(({ name }) => !named.has(name)).length,
    basis: basisOf(plan),
  };
}

/**
 * Makes the catalogue what a file says, all of it or nothing, if that is still what was shown.
 * Services that the file does not mention stay as they are.
 * @throws Forbidden; Invalid with each fault and its line; Conflict `catalogue-changed`
 */
export async function applyImport(
  ctx: Ctx,
  { text, basis }: { text: string; basis: string },
): Promise<ImportApplied> {
  demandImporting(ctx);
  const file = readServicesFile(text);
  return write(ctx, async (tx) => {
    await tx.lockAll(
      file.services.map(({ name }) => serviceStream(name)),
      (stream) => ({ service: stream.slice(serviceStream('').length) }),
    );
    const plan = planImport(file, await catalogueNow(tx.db), mayManage(ctx.actor));
    if (basisOf(plan) !== basis) {
      throw new Conflict(
        'catalogue-changed',
        'The catalogue, or the file, is not what was shown. Nothing was imported; look again.',
      );
    }
    if (plan.faults.length > 0) {
      throw new Invalid(
        plan.faults.map(({ line, path, message }) => ({
          path: 'text',
          message: `line ${line}: ${path ? `${path} ` : ''}${message}`,
        })),
      );
    }
    const count = (change: ImportPlan['services'][number]['change']) =>
      plan.services.filter((each) => each.change === change).length;
    const changing = plan.services.filter(({ change }) => change !== 'unchanged');
    await tx.appendAll(
      changing.map(({ name, facts }) => ({
        stream: serviceStream(name),
        drafts: [{ kind: 'service.declared', payload: facts }],
      })),
    );
    tx.nudge(SERVICES);
    return { added: count('added'), changed: count('changed'), unchanged: count('unchanged') };
  });
}
