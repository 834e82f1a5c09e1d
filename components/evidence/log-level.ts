import { Bug, CircleX, Info, Minus, TriangleAlert, type LucideIcon } from 'lucide-react';

export type LogLevel = 'error' | 'warn' | 'info' | 'debug' | 'none';

export interface LevelFace {
  word: string;
  icon: LucideIcon;
  /** Literal class of the glyph and, for what matters, of the row. */
  text: string;
  row: string;
}

export const levelFaces: Record<LogLevel, LevelFace> = {
  error: { word: 'Error', icon: CircleX, text: 'text-bad', row: 'bg-bad-tint/70' },
  warn: { word: 'Warning', icon: TriangleAlert, text: 'text-waiting', row: '' },
  info: { word: 'Info', icon: Info, text: 'text-faint', row: '' },
  debug: { word: 'Debug', icon: Bug, text: 'text-faint', row: '' },
  none: { word: 'No level', icon: Minus, text: 'text-faint', row: '' },
};

export const levelOrder: LogLevel[] = ['error', 'warn', 'info', 'debug', 'none'];

const patterns: [LogLevel, RegExp][] = [
  ['error', /^(e|err|error|fatal|crit|critical|alert|emerg|emergency|panic|severe|[56]0)$/i],
  ['warn', /^(w|warn|warning|40)$/i],
  ['info', /^(i|info|information|notice|30)$/i],
  ['debug', /^(d|dbg|debug|trace|verbose|fine|finer|finest|[12]0)$/i],
];

/** The five levels that all loggers' words come down to; pino's numbers too. */
export function levelOf(level: string | undefined): LogLevel {
  const word = level?.trim() ?? '';
  return patterns.find(([, pattern]) => pattern.test(word))?.[0] ?? 'none';
}
