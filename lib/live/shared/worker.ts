/** The worker that a browser's tabs share: one for each person and build, named by its address. */
import { serveHub } from '@/lib/live/shared/serve-hub';

const accept = serveHub(self.name);

self.addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port) accept(port);
});
