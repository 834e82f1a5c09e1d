import 'server-only';
import * as actions from '@/lib/actions/server/endpoints';
import * as signing from '@/lib/actions/server/signing-endpoints';
import * as agentCredentials from '@/lib/agents/server/credential-endpoints';
import * as agents from '@/lib/agents/server/endpoints';
import * as changes from '@/lib/changes/server/endpoints';
import * as command from '@/lib/command/server/endpoints';
import * as freezes from '@/lib/freeze/server/endpoints';
import * as grants from '@/lib/grants/server/endpoints';
import * as inbox from '@/lib/inbox/server/endpoints';
import * as incidents from '@/lib/incidents/server/endpoints';
import * as incidentMerging from '@/lib/incidents/server/merge-endpoints';
import * as investigations from '@/lib/investigations/server/endpoints';
import * as annotations from '@/lib/investigations/server/annotation-endpoints';
import * as investigationReading from '@/lib/investigations/server/reading-endpoints';
import * as peopleChanges from '@/lib/people/server/change-endpoints';
import * as passkeys from '@/lib/passkeys/server/endpoints';
import * as notices from '@/lib/notices/server/endpoints';
import * as people from '@/lib/people/server/endpoints';
import * as policies from '@/lib/policies/server/endpoints';
import * as promptLoad from '@/lib/prompt-load/server/endpoints';
import * as services from '@/lib/services/server/endpoints';
import * as sourceLinks from '@/lib/source-links/server/endpoints';
import type { Endpoint } from './endpoint';
import * as health from './health';

/** An endpoint under the name that its module exports it by. */
export interface NamedEndpoint {
  name: string;
  endpoint: Endpoint;
}

const MODULES = [
  incidents,
  incidentMerging,
  investigations,
  annotations,
  command,
  actions,
  grants,
  people,
  peopleChanges,
  agents,
  agentCredentials,
  services,
  policies,
  freezes,
  passkeys,
  signing,
  notices,
  inbox,
  promptLoad,
  investigationReading,
  changes,
  sourceLinks,
  health,
] as const;

/** Every endpoint there is; the served document and the tests of the routes go through this. */
export const endpoints: readonly NamedEndpoint[] = MODULES.flatMap((exported) =>
  Object.entries(exported).map(([name, endpoint]) => ({
    name,
    // What `run` takes differs by endpoint; here nobody runs one.
    endpoint: endpoint as unknown as Endpoint,
  })),
);
