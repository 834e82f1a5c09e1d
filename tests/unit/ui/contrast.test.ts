import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = ['tokens.css', 'tokens-dark.css']
  .map((name) => readFileSync(new URL(`../../../components/ui/${name}`, import.meta.url), 'utf8'))
  .join('\n');

function tokensOf(selector: string): Map<string, [number, number, number]> {
  const start = css.indexOf(`\n${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  const found = new Map<string, [number, number, number]>();
  for (const [, name, l, c, h] of block.matchAll(
    /--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g,
  ))
    found.set(name ?? '', [Number(l), Number(c), Number(h)]);
  return found;
}

/** WCAG relative luminance of an oklch colour, by Björn Ottosson's OKLab matrices. */
function luminance([l, c, h]: [number, number, number]): number {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const red = clamp(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clamp(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clamp(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const tones = ['waiting', 'running', 'good', 'bad', 'drift', 'quiet'];
const surfaces = ['canvas', 'surface', 'raised', 'sunken', 'hover'];

describe.each([
  ['light', ':root'],
  ['dark', '.dark'],
])('the %s theme', (_name, selector) => {
  const tokens = tokensOf(selector);
  const contrast = (one: string, other: string) => {
    const first = tokens.get(one);
    const second = tokens.get(other);
    if (!first || !second) throw new Error(`no token ${first ? other : one} in ${selector}`);
    const [a, b] = [luminance(first), luminance(second)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };

  it.each(['ink', 'muted', 'faint'].flatMap((text) => surfaces.map((on) => [text, on] as const)))(
    'keeps %s readable on %s',
    (text, on) => expect(contrast(text, on)).toBeGreaterThanOrEqual(4.5),
  );

  it.each(tones)('keeps %s text readable on every surface and on its own tint', (tone) => {
    for (const on of [...surfaces, `${tone}-tint`])
      expect(contrast(tone, on), on).toBeGreaterThanOrEqual(4.5);
    expect(contrast('ink', `${tone}-tint`)).toBeGreaterThanOrEqual(4.5);
    expect(contrast('muted', `${tone}-tint`)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(tones)('keeps text on the %s solid readable', (tone) =>
    expect(
      contrast(tone === 'waiting' ? 'on-waiting' : 'on-solid', `${tone}-solid`),
    ).toBeGreaterThanOrEqual(4.5),
  );

  it.each([
    ...tones.map((tone) => `${tone}-fill`),
    'focus',
    'control',
    'chart-1',
    'chart-2',
    'chart-3',
    'chart-4',
    'chart-5',
    'chart-6',
  ])('keeps %s, a meaningful edge, at three to one on every resting surface', (edge) => {
    for (const on of ['canvas', 'surface', 'raised', 'sunken'])
      expect(contrast(edge, on), on).toBeGreaterThanOrEqual(3);
  });

  it('keeps inverse and marked text readable', () => {
    expect(contrast('on-inverse', 'inverse')).toBeGreaterThanOrEqual(7);
    expect(contrast('on-mark', 'mark')).toBeGreaterThanOrEqual(4.5);
  });
});
