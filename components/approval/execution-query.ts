import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { callApi } from '@/lib/http/call-api';
import { storedEvent } from '@/lib/log/schema';

const page = z.object({ items: z.array(storedEvent), nextCursor: z.string().nullable() });

export interface OutputLine {
  seq: number;
  kind: string;
  at: string;
  text: string;
}

const pageSize = 200;
/** Output beyond this many pages of the log is read in the room. */
const mostPages = 10;

/** What an executor has said so far, in order, out of the events that follow the signature. */
export const outputQuery = (
  investigationId: string,
  executionId: string,
  afterSeq: number,
  /** Changes whenever there may be more. */
  mark: string,
) =>
  queryOptions({
    queryKey: ['execution', executionId, 'output', mark] as const,
    queryFn: async ({ signal }) => {
      const lines: OutputLine[] = [];
      let after = afterSeq;
      for (let read = 0; read < mostPages; read++) {
        const path = `/investigations/${encodeURIComponent(investigationId)}/events?after=${after}&limit=${pageSize}&bodies=false`;
        const { items, nextCursor } = await callApi(path, { parse: page.parse, signal });
        for (const { seq, kind, recordedAt, ...payload } of items) {
          after = seq;
          if (!kind.startsWith('execution.') || payload.execution !== executionId) continue;
          if (typeof payload.text === 'string' && payload.text !== '')
            lines.push({ seq, kind, at: recordedAt, text: payload.text });
        }
        if (nextCursor === null) break;
      }
      return lines;
    },
  });
