import type { EvidenceBody, EvidenceSource } from '@/lib/agent/sdk/types';
import type { Site } from '../site/layout';
import type { Claim } from './reasoning/judgement';
import type { Window } from './tools/log-tool';

export type Lane = 'logs' | 'metrics' | 'changes';

/** A claim, and the probability that what was seen makes it true. */
export interface MeasuredClaim {
  certainty: number;
  claim: Claim;
}

/** What one look brought: one item of evidence, and what it says of the suspects. */
export interface Seen {
  title: string;
  body: EvidenceBody;
  isTruncated?: boolean;
  claims: MeasuredClaim[];
}

/** One question to one source, asked through the read-only tools. */
export interface Look {
  lane: Lane;
  source: EvidenceSource;
  tool: string;
  args: Record<string, unknown>;
  /** What was asked, in words or as the tool takes it. */
  query: string;
  service?: string;
  window: Window;
  see: () => Promise<Seen>;
}

/** What every look of one investigation knows. */
export interface Scene {
  site: Site;
  /** The service the alert names. */
  service: string;
  environment: string;
  window: Window;
  /** When the trouble began, as far as known: the alert's start until the metrics say better. */
  onsetMs: number;
}

export const before = ({ window, onsetMs }: Scene): Window => ({
  fromMs: window.fromMs,
  toMs: onsetMs,
});

export const after = ({ window, onsetMs }: Scene): Window => ({
  fromMs: onsetMs,
  toMs: window.toMs,
});

export const secondsOf = ({ fromMs, toMs }: Window) => Math.max(0, (toMs - fromMs) / 1000);

export const iso = (ms: number) => new Date(ms).toISOString();
export const clockOf = (ms: number) => iso(ms).slice(11, 19);
export const spanOf = ({ fromMs, toMs }: Window) => `${clockOf(fromMs)}–${clockOf(toMs)} UTC`;
export const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
export const rounded = (value: number, digits = 3) => Number(value.toFixed(digits));
