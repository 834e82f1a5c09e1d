import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { isPortFree } from './app-server';
import { PROJECT_ROOT } from './paths';

/**
 * Reads the arguments by their declaration.
 * @throws Error that ends in the usage line when one is unknown or lacks its value.
 */
export function readArguments<Config extends ParseArgsConfig>(usage: string, config: Config) {
  try {
    return parseArgs({ ...config, args: process.argv.slice(2) });
  } catch (error) {
    const why = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new Error(`${why}.\nUsage: ${usage}`, { cause: error });
  }
}

/** The folder that a command keeps its things in; a relative one counts from where npm was run. */
export function homeFrom(given: string | undefined, byDefault: string): string {
  const folder = given ?? process.env.COUNTERSIGN_HOME;
  if (!folder) return join(PROJECT_ROOT, byDefault);
  return isAbsolute(folder) ? folder : resolve(process.env.INIT_CWD ?? process.cwd(), folder);
}

/**
 * The port to serve on: the one asked for or nothing, else the first free one from the default on.
 * @throws Error when the port asked for is no port, or is taken.
 */
export async function portFrom(given: string | undefined, byDefault: number): Promise<number> {
  if (given !== undefined) {
    const port = Number(given);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new Error(`--port takes a number from 1 to 65535, not "${given}".`);
    }
    if (await isPortFree(port)) return port;
    throw new Error(`Port ${port} is taken by another program. Name another one with --port.`);
  }
  for (let port = byDefault; port < byDefault + 100; port++) {
    if (await isPortFree(port)) return port;
  }
  throw new Error(`No port from ${byDefault} on is free. Name one with --port.`);
}
