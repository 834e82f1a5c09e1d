/**
 * Starts PostgreSQL in the folder given and holds it, for tests that end this process the hard way.
 * The first line of output says where it is.
 */
import { startEmbedded } from '@/lib/db/embedded';

const server = await startEmbedded({ home: process.argv[2] ?? '', isDurable: false });
console.log(JSON.stringify({ adminUrl: server.adminUrl, pid: server.pid }));
setInterval(() => undefined, 1_000_000);
