import { describe, expect, it } from 'vitest';
import type { TimelineRow } from '../../core/report.ts';
import { displayWidth } from '../text/display-width.ts';
import { renderTimeline } from './render-timeline.ts';
import { plainStyle } from './style.ts';

const rows: readonly TimelineRow[] = [
  { name: 'a', startedMs: 0, endedMs: 10, text: '204, accepted' },
  { name: 'second', startedMs: 5, text: 'no answer' },
  { name: 'c', startedMs: 10.001, endedMs: 10.002, text: '204, accepted' },
  { name: 'final read', startedMs: 19, endedMs: 20, text: '200, shows a' },
];
const draw = (width: number, all = rows): string => renderTimeline(all, { ...plainStyle, width }).join('\n');

describe('renderTimeline', () => {
  it('draws each operation from its begin to its answer, to scale', () => {
    expect(draw(200).split('\n')).toEqual([
      '  a           ├───────────────────┤                     204, accepted',
      '  second                ├────────────────────────────…  no answer',
      '  c                                ├┤                   204, accepted',
      '  final read                                       ├─┤  200, shows a',
    ]);
  });

  it('shows who had ended before another began, however near they were and however little room there is', () => {
    for (let width = 36; width < 80; width++) {
      const lines = draw(width).split('\n');
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
      if (!lines[0]?.includes('┤')) continue;
      expect(lines[0].indexOf('┤')).toBeLessThan(lines[2]?.indexOf('├') ?? 0);
    }
  });

  it('leaves the bars out where there is no room for them', () => {
    expect(draw(30)).toBe('  a  204, accepted\n  second  no answer\n  c  204, accepted\n  final read  200, shows a');
  });

  it('draws what happened all at one time, and more moments than columns', () => {
    expect(draw(80, [{ name: 'a', startedMs: 0, endedMs: 0, text: 'x' }])).toBe(`  a  ├┤${' '.repeat(38)}  x`);
    const many = Array.from({ length: 60 }, (_, n) => ({ name: `c${n}`, startedMs: n, endedMs: n + 1, text: 'x' }));
    expect(
      draw(60, many)
        .split('\n')
        .every((line) => displayWidth(line) <= 61),
    ).toBe(true);
  });
});
