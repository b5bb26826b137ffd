import type { RuleResult } from '../../core/report.ts';
import { displayWidth } from '../text/display-width.ts';
import { padEnd, truncate, truncateStart } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { plural } from './plural.ts';
import type { RuleOutcome } from './rule-outcome.ts';
import { marks, paint, type Style } from './style.ts';

/** Widths of the columns in front of the statement, the same for all rules of a target. */
export interface RuleColumns {
  readonly id: number;
  readonly level: number;
  readonly statement: number;
}

/** Columns wide enough for every rule. */
export function ruleColumns(rules: readonly RuleResult[]): RuleColumns {
  return {
    id: Math.max(0, ...rules.map(({ rule }) => displayWidth(rule))),
    level: Math.max(0, ...rules.map(({ level }) => level.length)),
    statement: Math.max(0, ...rules.map(({ statement }) => displayWidth(statement))),
  };
}

/** One rule on one line: mark, id, level, statement, how often it was tested, where it is stated. */
export function renderRuleLine(outcome: RuleOutcome, columns: RuleColumns, style: Style): string {
  const { rule, shown } = outcome;
  const { mark, tone } = marks[shown];
  const narrow = style.width < 60;
  const id = padEnd(neutralizeLine(rule.rule), columns.id);
  const level = padEnd(rule.level, narrow ? 0 : columns.level);
  const head = `${paint(style, tone, mark)} ${paint(style, shown === 'fail' ? 'bad' : 'strong', id)} ${paint(style, 'muted', level)} `;
  const room = style.width - displayWidth(`${mark} ${id} ${level} `);
  const statement = neutralizeLine(rule.statement);
  if (room < 30) return `${head}${truncate(statement, Math.max(0, room))}`.trimEnd();
  const tested = room < 90 ? `${rule.scenarios.length}×` : plural(rule.scenarios.length, 'scenario');
  const source = citation(rule);
  if (room === Number.POSITIVE_INFINITY) {
    return `${head}${statement} ${paint(style, 'muted', `(${[tested, ...(source === '' ? [] : [source])].join('; ')})`)}`;
  }
  const statementRoom = Math.min(columns.statement, Math.floor(room * 0.64));
  const count = padEnd(tested, room < 90 ? 3 : 12);
  const end = `${count} ${truncateStart(source, room - statementRoom - displayWidth(count) - 2)}`;
  return `${head}${padEnd(truncate(statement, statementRoom), statementRoom)} ${paint(style, 'muted', end.trimEnd())}`;
}

/** Where the rule is stated: the first source, and how many more. */
function citation({ sources }: RuleResult): string {
  const [first = '', ...more] = sources;
  return neutralizeLine(first) + (more.length > 0 ? ` +${more.length}` : '');
}
