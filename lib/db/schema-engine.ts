import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine, SchemasContainer } from '@prisma/schema-engine-wasm';
import * as bg from '@prisma/schema-engine-wasm/schema_engine_bg';
import { MigrationAdapterFactory } from './migration-adapter';

let instantiated: Promise<void> | undefined;

/** Prisma's own migration engine as WebAssembly: nothing to download, the same on every machine. */
function instantiate(): Promise<void> {
  instantiated ??= (async () => {
    const require = createRequire(import.meta.url);
    const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
    const bytes = await readFile(join(folder, 'schema_engine_bg.wasm'));
    // Where the engine leaves its last words before it gives up.
    Object.assign(globalThis, {
      PRISMA_WASM_PANIC_REGISTRY: {
        set_message(message: string) {
          throw new Error(`The migration engine gave up: ${message}`);
        },
      },
    });
    const module = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...bg } });
    const { exports } = module.instance;
    const { __wbg_set_wasm: setWasm } = bg;
    setWasm(exports);
    const { __wbindgen_start: start } = exports;
    if (typeof start === 'function') start();
  })();
  return instantiated;
}

/**
 * Opens the engine on a database, hands it over, and closes it.
 * @throws whatever `use` throws; the engine's own errors name the migration that failed.
 */
export async function withSchemaEngine<Result>(
  ownerUrl: string,
  schema: SchemasContainer,
  use: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  await instantiate();
  const factory = new MigrationAdapterFactory(ownerUrl);
  const bound = bindMigrationAwareSqlAdapterFactory(factory);
  try {
    const engine = await bg.SchemaEngine.new(
      { datamodels: schema.files.map(({ path, content }) => [path, content]) },
      () => undefined,
      bound,
    );
    return await use(engine);
  } catch (error) {
    throw withCause(error, (id) => bound.errorRegistry.consumeError(id)?.error);
  } finally {
    await factory.close();
  }
}

/** The engine speaks of errors outside it by number; the reader wants the error. */
function withCause(error: unknown, find: (id: number) => unknown): unknown {
  const numbered = error instanceof Error && /External error id#(\d+)/.exec(error.message);
  const cause = numbered ? find(Number(numbered[1])) : undefined;
  if (!numbered || cause === undefined) return error;
  const said = cause instanceof Error ? cause.message : String(cause);
  return new Error(error.message.replace(numbered[0], said), { cause });
}

/** Reads the Prisma schema, a folder of files. */
export async function readSchema(folder: string): Promise<SchemasContainer> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  const files = names.map(async (name) => ({
    path: join(folder, name),
    content: await readFile(join(folder, name), 'utf8'),
  }));
  return { files: await Promise.all(files) };
}
