import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { inServer } from '@/lib/db/in-server';
import { listen } from '@/lib/db/listen';
import { testDatabase } from '../../support/database';
import { doorTo } from '../../support/door';

const database = await testDatabase();

const asApp = (sql: string, values: string[] = []) =>
  inServer(database.url, (client) => client.query(sql, values));

const notify = (payload: string) => asApp('SELECT pg_notify($1, $2)', ['news', payload]);

const listeners = () =>
  inServer(database.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'countersign-listen'`,
    );
    return rows.map(({ pid }) => pid);
  });

const endListeners = () =>
  inServer(database.adminUrl, (admin) =>
    admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'countersign-listen'`,
    ),
  );

function listening(url = database.url) {
  const heard: string[] = [];
  const onReconnect = vi.fn<() => void>();
  const ear = listen('news', (payload) => heard.push(payload), { onReconnect, url });
  onTestFinished(() => ear.close());
  // A notice sent before the channel is open is lost, as it may be: it is sent until it is heard.
  const hears = async (payload: string) => {
    await vi.waitFor(
      async () => {
        await notify(payload);
        expect(heard).toContain(payload);
      },
      { timeout: 10_000, interval: 50 },
    );
  };
  return { ear, heard, onReconnect, hears };
}

describe('listening', () => {
  it('hears what is notified after it began', async () => {
    const { hears, onReconnect } = listening();
    await hears('one');
    expect(onReconnect).not.toHaveBeenCalled();
  });

  it('comes back when its connection is ended, and says that it was away', async () => {
    const { hears, onReconnect } = listening();
    await hears('before');
    await endListeners();
    await hears('after');
    expect(onReconnect).toHaveBeenCalledTimes(1);
  });

  it('comes back when its connection stays open and falls silent', async () => {
    const door = await doorTo(database.url);
    onTestFinished(() => door.shut());
    const { hears, onReconnect } = listening(door.url);
    await hears('before');
    door.freeze();
    door.bypass();
    await vi.waitFor(() => expect(onReconnect).toHaveBeenCalledTimes(1), { timeout: 15_000 });
    await hears('after');
  });

  it('leaves no connection and calls nobody once it is closed', async () => {
    const { ear, heard, hears, onReconnect } = listening();
    await hears('last');
    await ear.close();
    await vi.waitFor(async () => expect(await listeners()).toEqual([]), { timeout: 5_000 });
    const count = heard.length;
    await notify('too late');
    expect(heard).toHaveLength(count);
    expect(onReconnect).not.toHaveBeenCalled();
  });

  it('keeps trying while the server is not there', async () => {
    const lost: unknown[] = [];
    const ear = listen('news', () => undefined, {
      url: 'postgresql://nobody@127.0.0.1:1/nothing',
      onLost: (error) => lost.push(error),
    });
    onTestFinished(() => ear.close());
    await vi.waitFor(() => expect(lost.length).toBeGreaterThan(2), { timeout: 5_000 });
  });
});
