import { z } from 'zod';
import type { ServiceFacts } from '@/lib/services/schema';

/** As much of a Backstage entity as says something of a service; the rest is not ours to judge. */
const component = z.object({
  metadata: z.object({ name: z.string().min(1).max(63), namespace: z.string().optional() }),
  spec: z.object({
    owner: z.string().max(200).optional(),
    dependsOn: z.array(z.string().max(400)).max(200).optional(),
  }),
});

const head = z.object({
  apiVersion: z.string().regex(/^backstage\.io\//),
  kind: z.string(),
  metadata: z.object({ name: z.string().optional() }).optional(),
});

/** Whether a document is a Backstage entity of any kind. */
export const isEntity = (value: unknown): boolean => head.safeParse(value).success;

const REFERENCE = /^(?:([^:/]+):)?(?:([^:/]+)\/)?([^:/]+)$/;

/** `[kind:][namespace/]name`; a namespace that is not the default one stays part of the name. */
function readReference(text: string): { kind: string; name: string } | undefined {
  const [, kind = 'component', namespace = 'default', name] = REFERENCE.exec(text) ?? [];
  if (name === undefined) return undefined;
  const isDefault = namespace.toLowerCase() === 'default';
  return { kind: kind.toLowerCase(), name: isDefault ? name : `${namespace}/${name}` };
}

export interface FromBackstage {
  /** What the entity says; the catalogue's own word stands for what it does not. */
  said?: Pick<ServiceFacts, 'name' | 'dependsOn'> & { owners?: string[] };
  /** What is wrong with an entity that is a Component. */
  error?: z.ZodError;
  notices: string[];
}

/**
 * What a Backstage entity says of a service (backstage.io/docs, “Descriptor Format”): Components
 * become services, their `dependsOn` of other Components dependencies, their owner an owner.
 */
export function fromBackstage(value: unknown): FromBackstage {
  const entity = head.parse(value);
  if (entity.kind.toLowerCase() !== 'component') {
    const name = entity.metadata?.name ?? '';
    return { notices: [`${entity.kind} ${name} is no service, and is left out.`] };
  }
  const parsed = component.safeParse(value);
  if (!parsed.success) return { error: parsed.error, notices: [] };
  const { metadata, spec } = parsed.data;
  const notices: string[] = [];
  const dependsOn = (spec.dependsOn ?? []).flatMap((text) => {
    const reference = readReference(text);
    if (reference?.kind === 'component') return [reference.name];
    notices.push(`Depends on ${text}, which is no service; left out.`);
    return [];
  });
  const namespace = metadata.namespace ?? 'default';
  const name =
    namespace.toLowerCase() === 'default' ? metadata.name : `${namespace}/${metadata.name}`;
  const owner = spec.owner === undefined ? undefined : readReference(spec.owner)?.name;
  return {
    said: { name, dependsOn, ...(owner === undefined ? {} : { owners: [owner] }) },
    notices,
  };
}
