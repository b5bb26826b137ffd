import type { RuleNames } from '../../../core/rule-names.ts';
import type { BaselineEntry } from '../../options.ts';

/** An assertion of a scenario, as an entry may name it. */
export interface Named {
  readonly rule: string;
  readonly scenario: string;
  readonly assertion: string;
}

/** An entry names a rule, or one scenario of it (with or without its case), or one assertion: "suite/scenario[case]#step/1". */
export function covers({ rule, scenario }: BaselineEntry, named: Named, names: RuleNames): boolean {
  if (rule !== named.rule && !names.get(rule)?.includes(named.rule)) return false;
  return (
    scenario === undefined ||
    isScenario(scenario, named.scenario) ||
    scenario === `${named.scenario}#${named.assertion}`
  );
}

/** Is a scenario called so, with its case or for all its cases? */
export function isScenario(named: string, id: string): boolean {
  return named === id || named === withoutCase(id);
}

/** "dab/if-match/star" of "dab/if-match/star[put]". */
export function withoutCase(id: string): string {
  return id.replace(/\[[^\]]*\]$/, '');
}

/** What an entry is called in reports. */
export function nameOf({ rule, scenario }: Pick<BaselineEntry, 'rule' | 'scenario'>): string {
  return scenario === undefined ? rule : `${rule} in ${scenario}`;
}
