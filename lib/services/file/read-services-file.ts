import type { z } from 'zod';
import { fieldErrors } from '@/lib/http/field-errors';
import { fromBackstage, isEntity } from '@/lib/services/file/backstage';
import { type FileDocument, readDocuments } from '@/lib/services/file/read-documents';
import type { FileFault, ImportPreview } from '@/lib/services/output';
import { type DeclareServiceInput, declareServiceInput } from '@/lib/services/schema';

const MAX_SERVICES = 1_000;

/** One service of a file. */
export interface FileService {
  line: number;
  name: string;
  /** Everything that the file says; what is absent, it does not say. */
  said: Partial<DeclareServiceInput> & { name: string };
  /** Whether what the file leaves open stays as the catalogue has it. */
  isPartial: boolean;
  notices: string[];
}

export interface ServicesFile {
  format: ImportPreview['format'];
  services: FileService[];
  faults: FileFault[];
  notices: string[];
}

const faultsOf = (error: z.ZodError, document: FileDocument, under = ''): FileFault[] =>
  fieldErrors(error, under).map(({ path, message }) => ({
    line: document.lineOf(path.split('.')),
    path,
    message,
  }));

/** What a document of our own form holds: services under `services`, a list of them, or one. */
function ownItems(value: unknown): { at: string; item: unknown }[] {
  if (Array.isArray(value)) return value.map((item: unknown, i) => ({ at: String(i), item }));
  const { services }: { services?: unknown } = Object(value);
  if (!Array.isArray(services)) return [{ at: '', item: value }];
  return services.map((item: unknown, i) => ({ at: `services.${i}`, item }));
}

function readOwn(document: FileDocument, into: ServicesFile): void {
  const { value } = document;
  if (Array.isArray(Object(value).services)) {
    for (const key of Object.keys(Object(value)).filter((each) => each !== 'services')) {
      const message = 'is not a known field';
      into.faults.push({ line: document.lineOf([key]), path: key, message });
    }
  }
  for (const { at, item } of ownItems(value)) {
    const parsed = declareServiceInput.safeParse(item);
    if (!parsed.success) into.faults.push(...faultsOf(parsed.error, document, at));
    else {
      const { name } = parsed.data;
      const line = document.lineOf(at === '' ? [] : at.split('.'));
      into.services.push({ line, name, said: parsed.data, isPartial: false, notices: [] });
    }
  }
}

function readEntity(document: FileDocument, into: ServicesFile): void {
  const { said, error, notices } = fromBackstage(document.value);
  if (error) into.faults.push(...faultsOf(error, document));
  if (!said) {
    into.notices.push(...notices);
    return;
  }
  const line = document.lineOf(['metadata', 'name']);
  if (said.dependsOn.includes(said.name)) {
    const message = 'a service does not depend on itself';
    into.faults.push({ line: document.lineOf(['spec', 'dependsOn']), path: 'spec', message });
  }
  into.services.push({ line, name: said.name, said, isPartial: true, notices });
}

function repeated(services: FileService[]): FileFault[] {
  const first = new Map<string, number>();
  return services.flatMap(({ name, line }) => {
    const at = first.get(name);
    if (at === undefined) {
      first.set(name, line);
      return [];
    }
    return [{ line, path: '', message: `${name} stands in line ${at} already` }];
  });
}

/**
 * The services that a file declares: ours in JSON or YAML, a list or under `services`, or Backstage
 * entities (`catalog-info.yaml`). Every fault is named with its line; nothing is guessed.
 */
export function readServicesFile(text: string): ServicesFile {
  const { documents, faults } = readDocuments(text);
  const isJson = /^\uFEFF?\s*[[{]/.test(text);
  const into: ServicesFile = {
    format: isJson ? 'json' : 'yaml',
    services: [],
    faults: [...faults],
    notices: [],
  };
  for (const document of documents) {
    if (isEntity(document.value)) {
      into.format = 'backstage';
      readEntity(document, into);
    } else readOwn(document, into);
  }
  if (into.services.length > MAX_SERVICES) {
    into.faults.push({ line: 1, path: '', message: `more than ${MAX_SERVICES} services` });
  }
  into.faults.push(...repeated(into.services));
  into.faults = into.faults.toSorted((a, b) => a.line - b.line).slice(0, 50);
  return into;
}
