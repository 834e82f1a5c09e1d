/**
 * The only place of the drill that reads the environment. Secrets come this way, so that they never
 * stand in a process list.
 */
export function drillEnvironment() {
  return {
    /** Written by `npm run demo`: addresses and keys, as the contract's section Demo says. */
    demoFile: process.env['COUNTERSIGN_DEMO_FILE'],
    /** Folder for logs, deployments and metrics. */
    home: process.env['COUNTERSIGN_DRILL_HOME'],
    /** The database of payments, under a role of its own. */
    databaseUrl: process.env['DRILL_DATABASE_URL'],
  };
}

/** The value of a variable that cannot be done without; the error names it. */
export function required(value: string | undefined, name: string): string {
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

/** What a command that the executor runs may see of the environment: none of our secrets. */
export function commandEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, NODE_ENV } = process.env;
  return { PATH, HOME, NODE_ENV };
}
