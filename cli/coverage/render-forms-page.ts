import type { Cell } from '../../core/protocol-spec.ts';
import type { Coverage } from './find-coverage.ts';
import { type CellCoverage, countCells, type FormCoverage } from './find-forms.ts';
import { percent } from './render-forms.ts';

/** The page about the forms of write and their laws (docs/forms.md). Markdown. */
export function renderFormsPage(all: readonly Coverage[]): string {
  const listed = all.filter(({ writes }) => writes.forms.length > 0);
  return `${[introduction, totals(listed), ...listed.map(renderProtocol)].join('\n\n')}\n`;
}

const introduction = `# Forms of write

What holds of every write is said once, as a *law*, and tried with every way to write, a *form*
([how](suite-language.md#forms-of-write), [why](decisions/0017-laws-times-forms.md)). Laws of all protocols stand in
[spec/laws.yaml](../spec/laws.yaml), the forms of each in \`spec/<protocol>/writes.yaml\`. In the tables a form is a row, and a law a column:

- a **rule**: a scenario case judges it (\`suites/<protocol>/laws.yaml\`, its id is that of the form), and a server that breaks this law for this form alone
  is failed by that case (\`conformance prove\`);
- **?**: no rule covers it. The law is tried all the same, and what was seen is told as *observed*; which sources were searched stands below;
- **–**: it cannot be tried, for the reason below;
- nothing: the law is not about such forms.

\`npm run proof\` writes this page, \`npm test\` compares it with what comes out, and \`conformance coverage\` counts what is missing.`;

function totals(all: readonly Coverage[]): string {
  return table(
    ['protocol', 'forms', 'cells', 'with a rule', 'undocumented', 'not to be tried'],
    all.map(({ protocol, writes }) => {
      const { cells, ruled, undocumented, none } = countCells(writes);
      const open = `${undocumented} (${percent(undocumented, cells)})`;
      return [
        `[${protocol}](#${protocol})`,
        String(writes.forms.length),
        String(cells),
        String(ruled),
        open,
        String(none),
      ];
    }),
  );
}

function renderProtocol({ protocol, writes: { laws, forms } }: Coverage): string {
  const rows = forms.map(({ id, title, cells }) => [
    `\`${id}\``,
    title,
    ...laws.map(([law]) => cellText(cells.find((cell) => cell.law === law))),
  ]);
  const notes = forms.flatMap((form) => form.cells.flatMap((cell) => noteOf(form, cell)));
  return [
    `## ${protocol}`,
    laws.map(([id, { says }]) => `- \`${id}\`: ${says}`).join('\n'),
    table(['form', 'what it is', ...laws.map(([id]) => id)], rows),
    ...(notes.length === 0 ? [] : [table(['form', 'law', 'why there is no rule'], notes)]),
  ].join('\n\n');
}

function cellText(coverage: CellCoverage | undefined): string {
  if (!coverage) return '';
  const { cell } = coverage;
  return typeof cell === 'string' ? cell : 'none' in cell ? '–' : '?';
}

function noteOf({ id }: FormCoverage, { law, cell }: CellCoverage): readonly (readonly string[])[] {
  return typeof cell === 'string' ? [] : [[`\`${id}\``, law, reasonOf(cell)]];
}

function reasonOf(cell: Exclude<Cell, string>): string {
  return 'none' in cell ? `not to be tried: ${cell.none}` : `undocumented: ${cell.undocumented}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
