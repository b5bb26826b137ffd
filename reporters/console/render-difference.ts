import type { Mismatch } from '../../core/report.ts';
import { displayWidth } from '../text/display-width.ts';
import { type Difference, findDifference } from '../text/find-difference.ts';
import { chop } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { paint, type Style, type Tone } from './style.ts';

const label = '  expected  '.length;

/** Texts longer than this are cut around the difference unless the output is verbose. */
const longest = 400;

/** Expected and actual under each other, what differs marked by colour and by carets. */
export function renderDifference({ fact, expected, actual }: Mismatch, style: Style): string[] {
  const difference = findDifference(neutralizeLine(expected), neutralizeLine(actual));
  const shown = style.verbose ? difference : clip(difference);
  const columns = Math.max(16, Math.min(style.width, 10_000) - label);
  const partly = sharesEnough(difference);
  const parts = (middle: string, tone: Tone) =>
    partly
      ? [{ text: shown.before }, { text: middle, tone }, { text: shown.after }]
      : [{ text: shown.before + middle + shown.after, tone }];
  const lines = [
    paint(style, 'strong', neutralizeLine(fact)),
    ...labelled('expected', parts(shown.expected, 'good'), columns, style),
    ...labelled('actual  ', parts(shown.actual, 'bad'), columns, style),
  ];
  const before = displayWidth(shown.before);
  const width = Math.max(1, displayWidth(shown.actual));
  const fits = before + Math.max(width, displayWidth(shown.actual + shown.after)) <= columns;
  return partly && fits ? [...lines, `${' '.repeat(label + before)}${paint(style, 'bad', '^'.repeat(width))}`] : lines;
}

interface Part {
  readonly text: string;
  readonly tone?: Tone;
}

/** Lines of a value beside its label, broken at words; each part keeps its colour over the break. */
function labelled(name: string, parts: readonly Part[], columns: number, style: Style): string[] {
  let at = 0;
  return chop(parts.map(({ text }) => text).join(''), columns).map((piece, index) => {
    // A blank at which a line was broken is not shown.
    const from = index > 0 && /^ \S/.test(piece) ? at + 1 : at;
    const content = paintRange(parts, from, at + piece.trimEnd().length, style);
    at += piece.length;
    const head = index === 0 ? `  ${name}  ` : ' '.repeat(label);
    return `${paint(style, 'muted', head)}${content}`.trimEnd();
  });
}

/** What stands between two offsets, in the colours of its parts. */
function paintRange(parts: readonly Part[], start: number, end: number, style: Style): string {
  let at = 0;
  return parts
    .map(({ text, tone }) => {
      const piece = text.slice(Math.max(0, start - at), Math.max(0, end - at));
      at += text.length;
      return tone ? paint(style, tone, piece) : piece;
    })
    .join('');
}

/** Marking is of use only where the texts are mostly alike. */
function sharesEnough({ before, expected, actual, after }: Difference): boolean {
  const shared = before.length + after.length;
  return shared >= 3 && shared * 2 >= Math.max(expected.length, actual.length);
}

function clip(difference: Difference): Difference {
  const { before, expected, actual, after } = difference;
  const total = before.length + after.length + Math.max(expected.length, actual.length);
  if (total <= longest) return difference;
  return {
    before: before.length > 60 ? `…${lastOf(before, 59)}` : before,
    expected: shorten(expected),
    actual: shorten(actual),
    after: after.length > 60 ? `${firstOf(after, 59)}…` : after,
  };
}

function shorten(text: string): string {
  return text.length > 240 ? `${firstOf(text, 200)}… (${text.length} characters)` : text;
}

function firstOf(text: string, count: number): string {
  return [...text].slice(0, count).join('');
}

function lastOf(text: string, count: number): string {
  return [...text].slice(-count).join('');
}
