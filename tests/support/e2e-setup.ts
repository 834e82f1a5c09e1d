import { startDemo } from './demo';

/**
 * Before the tests in the browser: the demo without its drill, by its own command. The tests read
 * who may sign in, with what, and where the demo lives from the environment, which the workers
 * inherit.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const demo = await startDemo({ hasDrill: false });
  process.env.E2E_DEMO = JSON.stringify(demo.file);
  process.env.E2E_HOME = demo.home;
  return () => demo.stop();
}
