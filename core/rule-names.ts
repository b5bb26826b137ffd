import type { Rule } from './rule.ts';

/** Rules by each id they have or had: what is written for an older catalogue means today. */
export type RuleNames = ReadonlyMap<string, readonly string[]>;

/** Ids of today by ids of all times. */
export function ruleNames(rules: readonly Pick<Rule, 'id' | 'formerly'>[]): RuleNames {
  const names = new Map<string, string[]>();
  for (const { id, formerly = [] } of rules) {
    for (const name of [id, ...formerly]) names.set(name, [...(names.get(name) ?? []), id]);
  }
  return names;
}
