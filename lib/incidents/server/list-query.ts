import { z } from 'zod';
import { cursorParam, limitParam } from '@/lib/http/page';
import { waitParam } from '@/lib/http/wait';
import { incidentStatus, severity } from '@/lib/incidents/schema';
import { instant, madeId } from '@/lib/log/schema';
import { outageClass } from '@/lib/services/schema';

/** What a list of incidents can be asked for; status and severity take several, parted by commas. */
export const listIncidentsQuery = z.strictObject({
  status: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(incidentStatus))
    .optional(),
  severity: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(severity))
    .optional(),
  service: z.string().min(1).max(120).optional(),
  outageClass: outageClass.optional(),
  mergedInto: madeId.optional(),
  q: z.string().min(1).max(200).optional(),
  from: instant.optional(),
  to: instant.optional(),
  wait: waitParam,
  limit: limitParam,
  cursor: cursorParam(z.tuple([instant, madeId])),
});
