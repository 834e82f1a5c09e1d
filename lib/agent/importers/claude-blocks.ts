import { z } from 'zod';

const block = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({ type: z.literal('thinking'), thinking: z.string() }),
  z.looseObject({
    type: z.literal('tool_use'),
    id: z.string(),
    name: z.string().min(1),
    input: z.record(z.string(), z.unknown()).default({}),
  }),
  z.looseObject({
    type: z.literal('tool_result'),
    tool_use_id: z.string(),
    content: z.unknown(),
    is_error: z
      .boolean()
      .nullish()
      .transform((flag) => flag ?? false),
  }),
]);
export type Block = z.infer<typeof block>;

/** The blocks of a message that mean something here; a bare text is one block. */
export function blocksOf(content: unknown): Block[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  if (!Array.isArray(content)) return [];
  return content.flatMap((raw) => {
    const parsed = block.safeParse(raw);
    return parsed.success ? [parsed.data] : [];
  });
}

/** What a tool answered, as text; pictures and the like are named, not shown. */
export function answersOf(result: { content?: unknown }): string {
  const { content } = result;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return content === undefined ? '' : JSON.stringify(content);
  return content
    .map((part: unknown) => {
      const item = part as { type?: unknown; text?: unknown } | null;
      return typeof item?.text === 'string' ? item.text : `[${String(item?.type ?? 'part')}]`;
    })
    .join('\n');
}
