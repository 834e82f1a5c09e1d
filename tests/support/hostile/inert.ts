/** Elements and attributes that load, run, lead away or send. */
const ALIVE =
  /^<(?:script|iframe|img|form|style|base|meta|object|embed|a|link)\b|\s(?:on[a-z]+|src|srcdoc|action|style|href)=/i;

/** The tags of some markup that are alive; what stands quoted within attributes does not count. */
export const aliveTags = (html: string): string[] =>
  (html.match(/<[^>]*>/g) ?? [])
    .map((tag) => tag.replace(/"[^"]*"/g, '""'))
    .filter((tag) => ALIVE.test(tag));
