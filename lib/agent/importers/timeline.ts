import type {
  AgentEvent,
  NewAction,
  NewCheckpoint,
  NewIncident,
  NewInvestigation,
} from '../sdk/types';

interface At {
  /** The recording's own time, epoch ms. */
  atMs: number;
  /** Where in the file it comes from. */
  place: string;
}

/** One call of the API, in the order in which the recording made it. */
export type Operation = At &
  (
    | { type: 'event'; event: AgentEvent }
    | { type: 'checkpoint'; key: string; input: NewCheckpoint }
    | { type: 'action'; key: string; input: NewAction }
  );

export interface Timeline {
  incident: NewIncident;
  investigation: Omit<NewInvestigation, 'incidentId'>;
  operations: Operation[];
  /** What the import concluded by itself, said in the incident's summary too. */
  inferred: string[];
  notStated: string[];
}
