import { indent } from '../../reporters/console/indent.ts';
import { paint, type Style } from '../../reporters/console/style.ts';
import { wrap } from '../../reporters/text/fit.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import { type Coverage, gapsOf, type RuleCoverage, type StatementCoverage } from './find-coverage.ts';
import { renderForms } from './render-forms.ts';

/** Every statement with its rules, a line each, the rules no statement leads to, forms of write × laws, and what is missing. */
export function renderCoverage(coverage: Coverage, style: Style): string[] {
  const { title, protocol, statements, others, writes } = coverage;
  const forms = renderForms(writes, style);
  const gaps = gapsOf(coverage);
  const untestable = statements.filter((statement) => statement.untestable !== undefined).length;
  return [
    paint(style, 'strong', `${title} (${protocol})`),
    ...statements.flatMap((statement) => ['', ...statementLines(statement, style)]),
    ...(others.length === 0 ? [] : ['', paint(style, 'strong', 'Rules beyond the mapped statements')]),
    ...indent(
      2,
      others.map((rule) => ruleLine(rule, style)),
    ),
    ...(forms.length === 0 ? [] : ['', ...forms]),
    '',
    `${count(statements.length, 'statement')}, ${untestable} untestable; ${count(countRules(coverage), 'rule')}; ${count(gaps.length, 'gap')}`,
    ...indent(
      2,
      gaps.map(({ where, what }) => paint(style, 'bad', `✗ ${where}: ${what}`)),
    ),
  ];
}

function statementLines(
  { source, id, kind, says, rules, untestable, gaps }: StatementCoverage,
  style: Style,
): string[] {
  const [first = '', ...more] = wrap(neutralizeLine(`${source} ${id} (${kind}): ${says}`), style.width - 2);
  const reason = untestable === undefined ? [] : wrap(neutralizeLine(`untestable: ${untestable}`), style.width - 2);
  return [
    first,
    ...indent(2, more),
    ...indent(
      2,
      reason.map((line) => paint(style, 'muted', line)),
    ),
    ...indent(
      2,
      rules.map((rule) => ruleLine(rule, style)),
    ),
    ...indent(
      2,
      gaps.map((gap) => paint(style, 'bad', `✗ ${gap}`)),
    ),
  ];
}

function ruleLine({ id, party, untestable, scenarios, mutants, gaps }: RuleCoverage, style: Style): string {
  if (untestable !== undefined) return paint(style, 'muted', `- ${id}  untestable: ${neutralizeLine(untestable)}`);
  if (party === 'client') return paint(style, 'muted', `- ${id}  a rule for clients`);
  const counts = `${count(scenarios.length, 'scenario')}, ${count(mutants.length, 'mutant')}`;
  return gaps.length === 0
    ? `${paint(style, 'good', '✓')} ${id}  ${counts}`
    : paint(style, 'bad', `✗ ${id}  ${counts}`);
}

function countRules({ statements, others }: Coverage): number {
  return new Set([...statements.flatMap(({ rules }) => rules), ...others].map(({ id }) => id)).size;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
