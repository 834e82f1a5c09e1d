export interface Sample {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)(?: \d+)?$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\n': '\n', '\\"': '"', '\\\\': '\\' };

const numberOf = (text: string) =>
  text === '+Inf'
    ? Number.POSITIVE_INFINITY
    : text === '-Inf'
      ? Number.NEGATIVE_INFINITY
      : Number(text);

/**
 * The samples of a page in Prometheus' text exposition format 0.0.4. Comments, and lines that are
 * none of the format, are passed over.
 */
export function parseExposition(text: string): Sample[] {
  const samples: Sample[] = [];
  for (const line of text.split('\n')) {
    const match = line.startsWith('#') ? null : LINE.exec(line);
    const [, name, inside, value] = match ?? [];
    if (!name || !value) continue;
    const labels: Record<string, string> = {};
    for (const [, key, raw] of (inside ?? '').matchAll(LABEL)) {
      if (key)
        labels[key] = (raw ?? '').replace(/\\[n"\\]/g, (escape) => ESCAPES[escape] ?? escape);
    }
    samples.push({ name, labels, value: numberOf(value) });
  }
  return samples;
}
