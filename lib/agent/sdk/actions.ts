import type { CallOptions, Transport } from './transport';
import type {
  Action,
  ActionState,
  ExecutionEvent,
  Grant,
  NewAction,
  NewRedemption,
  Page,
  Redemption,
  VerificationReport,
} from './types';

const LONGEST_WAIT_S = 30;

const actionPath = (id: string, rest = '') => `/actions/${encodeURIComponent(id)}${rest}`;

/** Proposed changes, as their agent sees them. */
export function actionCalls(transport: Transport) {
  const get = (
    id: string,
    query: { wait?: number; since?: ActionState } = {},
    options?: CallOptions,
  ) => transport.get<Action>(actionPath(id), query, options);
  return {
    propose: (investigationId: string, input: NewAction, options?: CallOptions) =>
      transport.post<Action>(
        `/investigations/${encodeURIComponent(investigationId)}/actions`,
        input,
        options,
      ),
    /** A new version: a new digest, and no approvals. */
    amend: (id: string, input: NewAction, options?: CallOptions) =>
      transport.put<Action>(actionPath(id), input, options),
    withdraw: (id: string, options?: CallOptions) =>
      transport.post<Action>(actionPath(id, '/withdraw'), {}, options),
    list: (query: { state?: string; limit?: number; cursor?: string } = {}, o?: CallOptions) =>
      transport.get<Page<Action>>('/actions', query, o),
    get,
    /** Long polls until the action's state is one of `states`. */
    async untilState(
      id: string,
      states: readonly ActionState[],
      options: CallOptions = {},
    ): Promise<Action> {
      let action = await get(id, {}, options);
      while (!states.includes(action.state)) {
        action = await get(id, { wait: LONGEST_WAIT_S, since: action.state }, options);
      }
      return action;
    },
  };
}

/** The executor's side: grants, their redemption, and what came of it. */
export function executorCalls(transport: Transport) {
  return {
    grants: (query: { wait?: number } = {}, options?: CallOptions) =>
      transport.get<Page<Grant>>('/grants', query, options),
    redeem: (input: NewRedemption, options?: CallOptions) =>
      transport.post<Redemption>('/grants/redeem', input, options),
    /** Any event renews the lease. */
    postEvents: (executionId: string, events: readonly ExecutionEvent[], options?: CallOptions) =>
      transport.post<{ leaseExpiresAt?: string }>(
        `/executions/${encodeURIComponent(executionId)}/events`,
        { events },
        options,
      ),
    verify: (executionId: string, report: VerificationReport, options?: CallOptions) =>
      transport.post<unknown>(
        `/executions/${encodeURIComponent(executionId)}/verification`,
        report,
        options,
      ),
  };
}
