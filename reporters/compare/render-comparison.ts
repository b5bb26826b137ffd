import { paint, type Style } from '../console/style.ts';
import { displayWidth } from '../text/display-width.ts';
import { padEnd, truncate } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { plural } from '../text/plural.ts';
import type { Comparison, Difference } from './compare-reports.ts';

const titles = {
  regression: 'Regressions',
  fix: 'Fixes',
  other: 'Judged in some of them only',
  between: 'The same in the first and the last, other in between',
} as const;
const tones = { regression: 'bad', fix: 'good', other: 'muted', between: 'muted' } as const;

/** A table per kind of change: a rule a line, what became of it in each report. */
export function renderComparison({ differences, same }: Comparison, names: readonly string[], style: Style): string[] {
  const columns = names.map((_, index) => String(index + 1));
  const heads = names.map((name, index) => `${index + 1}  ${neutralizeLine(name)}`);
  const parts = (['regression', 'fix', 'other', 'between'] as const).flatMap((change) => {
    const rows = differences.filter((one) => one.change === change);
    return rows.length === 0
      ? []
      : ['', paint(style, tones[change], `${titles[change]} (${rows.length})`), ...table(rows, columns, style)];
  });
  const end =
    differences.length === 0 ? 'Every rule is the same.' : `The same in all of them: ${plural(same, 'rule')}.`;
  return [...heads, ...parts, '', end];
}

function table(rows: readonly Difference[], heads: readonly string[], style: Style): string[] {
  const widths = heads.map((head, index) =>
    Math.max(displayWidth(head), ...rows.map(({ outcomes }) => (outcomes[index] ?? '').length)),
  );
  const names = Math.max(...rows.map(({ target, rule }) => displayWidth(`${target} ${rule}`)));
  const line = (name: string, cells: readonly string[], rest: string): string => {
    const start = `  ${padEnd(name, names)}  ${cells.map((cell, index) => padEnd(cell, widths[index] ?? 0)).join('  ')}`;
    return `${start}  ${truncate(rest, Math.max(10, style.width - displayWidth(start) - 2))}`.trimEnd();
  };
  return [
    paint(style, 'muted', line('', heads, '')),
    ...rows.map(({ target, rule, outcomes, statement, decides }) =>
      line(
        neutralizeLine(`${target} ${rule}`),
        outcomes,
        `${neutralizeLine(statement)}${decides ? '' : ' (does not decide)'}`,
      ),
    ),
  ];
}
