import type { TimelineRow } from '../../core/report.ts';
import { displayWidth } from '../text/display-width.ts';
import { padEnd, truncate } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { paint, type Style } from './style.ts';

/** The bars of a timeline are this wide where there is room, and not drawn where there is not even the least. */
const widest = 40;
const narrowest = 8;

/**
 * Draws operations under each other, each from its begin to its answer, with what it was told. Lengths are to scale as
 * far as the room goes; that one had ended before another began can always be seen.
 */
export function renderTimeline(rows: readonly TimelineRow[], style: Style): string[] {
  const names = rows.map(({ name }) => neutralizeLine(name));
  const texts = rows.map(({ text }) => neutralizeLine(text));
  const nameWidth = Math.max(0, ...names.map(displayWidth));
  const textWidth = Math.max(0, ...texts.map(displayWidth));
  const room = Math.min(widest, style.width - nameWidth - textWidth - 6);
  const columns = columnsOf(rows, room);
  return rows.map(({ startedMs, endedMs }, index) => {
    const name = names[index] ?? '';
    const text = texts[index] ?? '';
    if (room < narrowest) return `  ${truncate(`${name}  ${text}`, style.width - 2)}`;
    const from = columns.get(startedMs) ?? 0;
    const to = endedMs === undefined ? room - 1 : (columns.get(endedMs) ?? room - 1);
    const bar = `├${'─'.repeat(Math.max(0, to - from - 1))}${endedMs === undefined ? '…' : '┤'}`;
    const drawn = padEnd(' '.repeat(from) + bar, room);
    return `  ${padEnd(name, nameWidth)}  ${paint(style, 'muted', drawn)}  ${text}`.trimEnd();
  });
}

/** A column for every moment: to scale, and later moments further right as long as there are columns enough. */
function columnsOf(rows: readonly TimelineRow[], room: number): ReadonlyMap<number, number> {
  const moments = [...new Set(rows.flatMap(({ startedMs, endedMs }) => [startedMs, endedMs ?? startedMs]))].sort(
    (a, b) => a - b,
  );
  const length = moments.at(-1) || 1;
  const scaled = moments.map((moment) => Math.round((moment / length) * (room - 1)));
  if (moments.length > room) return new Map(moments.map((moment, index) => [moment, scaled[index] ?? 0]));
  const columns: number[] = [];
  for (const [index, column] of scaled.entries()) {
    const left = moments.length - 1 - index;
    columns.push(Math.min(Math.max(column, (columns.at(-1) ?? -1) + 1), room - 1 - left));
  }
  return new Map(moments.map((moment, index) => [moment, columns[index] ?? 0]));
}
