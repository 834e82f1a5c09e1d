import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/call-api';
import { type LoadDays, promptLoad } from '@/lib/prompt-load/schema';

/** How much people were asked, looking back so many days. */
export const loadQuery = (days: LoadDays) =>
  queryOptions({
    queryKey: ['prompt-load', days] as const,
    queryFn: ({ signal }) =>
      callApi(`/prompt-load?days=${days}`, { parse: promptLoad.parse, signal }),
  });
