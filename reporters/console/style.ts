import type { Verdict } from '../../core/report.ts';
import type { Policy } from '../policy.ts';
import { defaultPolicy } from '../policy.ts';

/** Meanings that colours carry; every one of them also shows in a mark or a word. */
export type Tone = 'good' | 'bad' | 'warn' | 'muted' | 'strong' | 'accent';

/** How text for people is laid out. */
export interface Style {
  /** Columns of the terminal; Infinity where nothing wraps (files, pipes). */
  readonly width: number;
  readonly color: boolean;
  /** Every rule with its scenarios, long bodies whole. */
  readonly verbose: boolean;
  /** Only what failed, and the verdict. */
  readonly quiet?: boolean;
  readonly policy: Policy;
  /** Text of a suite file for code frames; undefined: not to be had. */
  readonly readSource?: (file: string) => string | undefined;
}

export const plainStyle: Style = {
  width: Number.POSITIVE_INFINITY,
  color: false,
  verbose: false,
  policy: defaultPolicy,
};

const codes: Readonly<Record<Tone, readonly [on: number, off: number]>> = {
  good: [32, 39],
  bad: [31, 39],
  warn: [33, 39],
  muted: [2, 22],
  strong: [1, 22],
  accent: [36, 39],
};

/** The text in the colour of its meaning, or as it is. The text must have been neutralized. */
export function paint(style: Style, tone: Tone, text: string): string {
  if (!style.color || text === '') return text;
  const [on, off] = codes[tone];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}

interface Mark {
  readonly mark: string;
  readonly word: string;
  readonly tone: Tone;
}

/** Mark, word and colour of each verdict: three ways to tell them apart, any one is enough. */
export const marks: Readonly<Record<Verdict | 'untested' | 'warning' | 'known' | 'hidden', Mark>> = {
  pass: { mark: '✓', word: 'pass', tone: 'good' },
  fail: { mark: '✗', word: 'FAIL', tone: 'bad' },
  error: { mark: '!', word: 'error', tone: 'warn' },
  inconclusive: { mark: '?', word: 'inconclusive', tone: 'warn' },
  skipped: { mark: '-', word: 'skipped', tone: 'muted' },
  untested: { mark: '·', word: 'untested', tone: 'muted' },
  warning: { mark: '~', word: 'warning', tone: 'warn' },
  known: { mark: '~', word: 'known', tone: 'muted' },
  hidden: { mark: '~', word: 'hidden', tone: 'muted' },
};
