import { displayWidth } from '../text/display-width.ts';
import { wrap } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { plural } from '../text/plural.ts';
import type { RuleOutcome } from '../view/rule-outcome.ts';
import { indent } from './indent.ts';
import { marks, paint, type Style } from './style.ts';

/** Below this a statement beside its id would have no room. */
const narrow = 60;
/** The longest level and a blank: statements begin at the same column whatever theirs is. */
const levelColumns = 'SHOULD NOT'.length;

/** One rule: mark, id, level, and the whole statement, wrapped at words beside them (under them where it is narrow). */
export function renderRuleLine({ rule, shown }: RuleOutcome, style: Style): string[] {
  const { mark, tone } = marks[shown];
  const id = neutralizeLine(rule.rule);
  const wraps = style.width !== Number.POSITIVE_INFINITY;
  const level = wraps && style.width >= narrow ? rule.level.padEnd(levelColumns) : rule.level;
  const head = `${paint(style, tone, mark)} ${paint(style, shown === 'fail' ? 'bad' : 'strong', id)} ${paint(style, 'muted', level)}`;
  const statement = `${neutralizeLine(rule.statement)} (${plural(rule.scenarios.length, 'scenario')})`;
  if (!wraps) return [`${head} ${statement}`];
  if (style.width < narrow) return [head.trimEnd(), ...indent(2, wrap(statement, style.width - 2))];
  const column = displayWidth(`${mark} ${id} ${level} `);
  const [first = '', ...more] = wrap(statement, style.width - column);
  return [`${head} ${first}`, ...indent(column, more)];
}
