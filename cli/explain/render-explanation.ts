import type { SourceLocation } from '../../core/source-location.ts';
import { indent } from '../../reporters/console/indent.ts';
import { paint, type Style } from '../../reporters/console/style.ts';
import { wrap } from '../../reporters/text/fit.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import { plural } from '../../reporters/text/plural.ts';
import type { ExplainedBug, Explanation } from './explain-rule.ts';

/** One rule for people. */
export function renderExplanation(rule: Explanation, style: Style): string[] {
  const provisional = rule.gating ? '' : ', provisional: it never decides a verdict by itself';
  return [
    `${paint(style, 'strong', rule.id)} ${rule.level}`,
    ...indent(2, wrap(neutralizeLine(rule.statement), style.width - 2)),
    '',
    ...field('judges', `${rule.party === 'client' ? 'clients' : 'servers'} of ${rule.protocol}`, style),
    ...field('editions', rule.editions.join(', '), style),
    ...(rule.feature === undefined ? [] : field('feature', rule.feature, style)),
    ...field('evidence', `${rule.evidence}${provisional}`, style),
    ...field('since', `${rule.since}, at ${place(rule.location)}`, style),
    ...(rule.untestable === undefined ? [] : field('untestable', rule.untestable, style)),
    ...section('Sources', rule.sources.map(sourceText), style),
    ...section(
      'What the sources say',
      rule.statements.map(({ source, id, where, says }) => `${source} ${id} (${where}): ${says}`),
      style,
    ),
    ...scenarios(rule.scenarios, style),
    ...section('Mutants that break it', rule.mutants.map(bugText), style),
    ...section('Mutants of other rules that fail it along', rule.company.map(bugText), style),
    ...section(
      'Related rules',
      rule.related.map(({ id, statement }) => `${id}: ${statement}`),
      style,
    ),
  ];
}

function sourceText({ title, where, url }: Explanation['sources'][number]): string {
  return [title, ...(where === undefined ? [] : [where]), ...(url === undefined ? [] : [url])].join(', ');
}

function place({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}

/** "suites/dab/if-match.yaml:30:9, 34:9": the file is said once. */
function places(entries: readonly SourceLocation[]): string {
  return entries
    .map((entry, index) => (entry.file === entries[index - 1]?.file ? `${entry.line}:${entry.column}` : place(entry)))
    .join(', ');
}

function bugText({ id, title, fails }: ExplainedBug): string {
  return `${id}: ${title}${fails === undefined ? '' : ` (${plural(fails, 'assertion')})`}`;
}

function field(name: string, text: string, style: Style): string[] {
  const label = `  ${name.padEnd(10)} `;
  const [first = '', ...more] = wrap(neutralizeLine(text), style.width - label.length);
  return [`${paint(style, 'muted', label)}${first}`, ...indent(label.length, more)];
}

/** Each with what its author wrote, so that a reader can hold it against the statement. */
function scenarios(judging: Explanation['scenarios'], style: Style): string[] {
  const title = 'Scenarios that judge it';
  if (judging.length === 0) return section(title, [], style);
  const one = ({ id, title, entries, says }: Explanation['scenarios'][number]): string[] => [
    ...item(`${id}: ${title} (${places(entries)})`, style),
    ...says.flatMap((lines) =>
      indent(
        4,
        lines.map((line) => paint(style, 'muted', neutralizeLine(line))),
      ),
    ),
  ];
  return ['', paint(style, 'strong', title), ...indent(2, judging.flatMap(one))];
}

function section(title: string, items: readonly string[], style: Style): string[] {
  const lines = items.flatMap((one) => item(one, style));
  return ['', paint(style, 'strong', title), ...indent(2, lines.length > 0 ? lines : ['none'])];
}

function item(text: string, style: Style): string[] {
  const [first = '', ...more] = wrap(neutralizeLine(text), style.width - 4);
  return [`- ${first}`, ...indent(2, more)];
}
