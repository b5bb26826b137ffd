import type { Rule } from '../../../core/rule.ts';
import type { Entry, MatrixCase, Scenario, StatusMatcher } from '../../../core/suite.ts';
import { parseTemplate, wholeToken } from '../../../core/template.ts';
import type { ProtocolNames } from './context.ts';

/** One case of a scenario in one edition: everything about it is known before a run, except what a target answers. */
export interface Ground {
  readonly edition: string;
  /** Id of the case; undefined: the scenario has no matrix. */
  readonly caseId: string | undefined;
  readonly values: MatrixCase['values'];
  readonly needs: ReadonlySet<string>;
}

/** All cases of a scenario in all editions they hold in. */
export function groundsOf(scenario: Scenario, names: ProtocolNames): readonly Ground[] {
  const cases: readonly (readonly [string | undefined, MatrixCase])[] = scenario.matrix
    ? Object.entries(scenario.matrix)
    : [[undefined, { values: {}, needs: [] }]];
  return cases.flatMap(([caseId, { values, editions, needs }]) =>
    [...names.editions]
      .filter((edition) => scenario.editions?.includes(edition) ?? true)
      .filter((edition) => editions?.includes(edition) ?? true)
      .map((edition) => ({ edition, caseId, values, needs: new Set([...scenario.needs, ...needs]) })),
  );
}

/** A text with the values of a case put in; undefined when the case gives no text for one of its tokens. */
export function textIn(template: string, values: MatrixCase['values']): string | undefined {
  let text = '';
  for (const part of parseTemplate(template)) {
    if (part.kind === 'text') text += part.text;
    else {
      const value = part.root === 'case' ? values[part.path.join('.')] : undefined;
      if (typeof value !== 'string') return undefined;
      text += value;
    }
  }
  return text;
}

/** The rule id of an entry in a case; undefined when the case gives no text for it. */
export function ruleIdOf(rule: string, values: MatrixCase['values']): string | undefined {
  return textIn(rule, values);
}

/** Is the entry judged on this ground, as far as editions go? */
export function holdsIn(entry: Entry, rule: Rule | undefined, edition: string): boolean {
  return (entry.editions?.includes(edition) ?? true) && (rule?.editions?.includes(edition) ?? true);
}

/** Statuses with those of the case put in; other tokens stay. */
export function statusesIn(status: StatusMatcher, values: MatrixCase['values']): readonly string[] {
  return status.flatMap((one) => {
    const token = typeof one === 'string' && one.includes('$(') ? wholeToken(one) : undefined;
    const value = token?.root === 'case' ? values[token.path.join('.')] : one;
    if (Array.isArray(value)) return value.map(String);
    return [String(value)];
  });
}
