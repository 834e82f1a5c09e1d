import type { Client } from '@/lib/agent/sdk/client';
import type { Site } from '../site/layout';
import type { IncidentFacts } from './scan';
import type { Session } from './session';

/** What one investigation runs with. */
export interface Run {
  client: Client;
  session: Session;
  site: Site;
  incident: IncidentFacts;
}
