import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { z } from 'zod';
import { provisionDrill } from '@/lib/db/provision-drill';
import { temporaryDatabaseName } from '@/lib/db/provision';
import { healthyRelease } from '@/lib/drill/deployer/carry-out';
import { readChanges } from '@/lib/drill/deployer/record';
import { measureRecovery } from '@/lib/drill/executor/measure-recovery';
import { errorShareLook } from '@/lib/drill/investigator/lanes/error-share';
import { sceneOf } from '@/lib/drill/investigator/scan';
import { intervalsOf, sumCounts } from '@/lib/drill/metrics/intervals';
import { readScrapes } from '@/lib/drill/metrics/sample-store';
import { nodeArguments, startChild, stopChild } from '@/lib/drill/processes';
import { openShop } from '@/lib/drill/shop';
import { siteAt } from '@/lib/drill/site/layout';
import { DEFAULTS } from '@/lib/drill/site/settings';
import { alertmanagerWebhook } from '@/lib/incidents/schema';
import { dropDatabase } from '../../support/test-cluster';

const run = promisify(execFile);
const home = mkdtempSync(join(tmpdir(), 'drill-shop-'));
const site = siteAt(join(home, 'site'));
const database = temporaryDatabaseName('shop');
const received: { token: string | undefined; body: z.infer<typeof alertmanagerWebhook> }[] = [];
const stops: (() => Promise<unknown>)[] = [];
let receiver: Server;

const WITHIN = { timeout: 60_000, interval: 200 };

/** Runs the deployer as the executor does; gives its exit code and what it printed. */
async function shopDeploy(...args: string[]): Promise<{ code: number; output: string }> {
  try {
    const command = nodeArguments('deployer/cli.ts', [site.home, ...args]);
    const { stdout } = await run(process.execPath, command);
    return { code: 0, output: stdout };
  } catch (error) {
    const failed = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });
    const { code, stdout, stderr } = failed.parse(error);
    return { code, output: stdout + stderr };
  }
}

const errorsOf = (service: string, fromMs: number) =>
  sumCounts(intervalsOf(readScrapes(site, fromMs, Date.now()), service).map((one) => one.errors));

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const body = alertmanagerWebhook.parse(JSON.parse(text));
      received.push({ token: request.headers.authorization, body });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => {
    receiver.listen(0, '127.0.0.1', resolve);
  });
  const { adminUrl } = inject('testCluster');
  const options = { adminUrl, home, database };
  process.env.DRILL_DATABASE_URL = await provisionDrill(options);
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const demo = {
    url,
    agents: [{ id: 'agt_1', name: 'demo-agent', key: 'csk_1' }],
    executor: { id: 'agt_2', key: 'csk_2' },
    alertmanager: { url: `${url}/api/webhooks/alertmanager`, token: 'the-token' },
  };
  const demoFile = join(home, 'demo.json');
  writeFileSync(demoFile, JSON.stringify(demo));
  const settings = { ...DEFAULTS, drill: 'test', windowS: 4, forS: 1 };
  stops.push(await openShop(site, settings, () => undefined));
  const traffic = startChild('traffic.ts', [site.home]);
  const rule = startChild('alert-rule.ts', [site.home, demoFile]);
  stops.push(
    () => stopChild(traffic),
    () => stopChild(rule),
  );
}, 120_000);

afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
  receiver.close();
  await dropDatabase(inject('testCluster').adminUrl, `${database}_drill`);
  rmSync(home, { recursive: true, force: true });
});

describe('the shop', () => {
  it('serves its customers without an error while its good releases run', async () => {
    await vi.waitUntil(() => errorsOf('checkout', 0).total > 80, WITHIN);
    expect(errorsOf('storefront', 0).hits).toBe(0);
    expect(errorsOf('payments', 0).total).toBeGreaterThan(60);
    expect(received).toEqual([]);
  }, 90_000);

  it('changes nothing on a dry run, and refuses what cannot be done', async () => {
    const dry = await shopDeploy('release', 'checkout', '--to', 'r42', '--dry-run');
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.output).toContain('r41 -> r42');
    expect(dry.output).toContain('nothing was changed');
    expect(await healthyRelease(site, 'checkout')).toBe('r41');
    expect(await shopDeploy('release', 'checkout', '--to', 'r99')).toMatchObject({ code: 2 });
    expect(await shopDeploy('release', 'checkout', '--to', 'r41')).toMatchObject({ code: 2 });
  }, 60_000);

  it('fails for real once the bad release runs, and the alert says so once it may', async () => {
    writeFileSync(site.silenceFile, '');
    const bad = await shopDeploy('release', 'checkout', '--to', 'r42', '--by', 'a test');
    expect(bad.code).toBe(0);
    expect(await healthyRelease(site, 'checkout')).toBe('r42');
    const brokeMs = Date.now();
    // More than the rule asks for, for longer than it asks for it.
    await vi.waitUntil(() => errorsOf('checkout', brokeMs).hits > 40, WITHIN);
    expect(received).toEqual([]);
    rmSync(site.silenceFile);
    await vi.waitUntil(() => received.length > 0, WITHIN);
    const [first] = received;
    expect(first?.token).toBe('Bearer the-token');
    expect(first?.body).toMatchObject({
      status: 'firing',
      commonLabels: { service: 'checkout', environment: 'production', alertname: 'HighErrorRate' },
    });
    expect(readChanges(site).at(-1)).toMatchObject({
      by: 'a test',
      service: 'checkout',
      from: 'r41',
      to: 'r42',
      diff: expect.stringContaining('-const pricingSchema'),
    });
  }, 90_000);

  it('shows an investigator when it began', async () => {
    const startedAt = received[0]?.body.alerts[0]?.startsAt ?? '';
    const incident = { service: 'checkout', environment: 'production', startedAt };
    const { title, body } = await errorShareLook(sceneOf(site, incident, Date.now())).see();
    expect(title).toMatch(/^checkout answers \d+\.\d % of requests with 5xx since/);
    expect(body.format).toBe('series');
  });

  it('recovers once it is rolled back, by the executor’s own measure', async () => {
    const startedMs = Date.now();
    const back = await shopDeploy('rollback', 'checkout', '--to', 'r41');
    expect(back.code).toBe(0);
    const services = ['checkout', 'storefront'];
    const { status, evidence } = await measureRecovery(site, services, startedMs, Date.now());
    expect(status).toBe('recovered');
    expect(evidence['rows']).toHaveLength(2);
    await vi.waitUntil(() => received.at(-1)?.body.status === 'resolved', WITHIN);
  }, 120_000);

  it('keeps serving when the release to go back to does not start', async () => {
    await shopDeploy('release', 'checkout', '--to', 'r42');
    rmSync(site.configFile('pricing.json'));
    const back = await shopDeploy('rollback', 'checkout', '--to', 'r41');
    expect(back.code).toBe(1);
    expect(back.output).toContain('r42 put back');
    expect(await healthyRelease(site, 'checkout')).toBe('r42');
    expect(readChanges(site).at(-1)).toMatchObject({ verb: 'rollback', outcome: 'failed' });
  }, 120_000);
});
