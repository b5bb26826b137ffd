import type { RuleId } from '../../../../core/rule.ts';
import type { World } from '../../../kernel/world.ts';

/**
 * Does this server insist on what `rule` demands here? `bug` names the mutant that forgets just this one demand, so
 * that every member of a rule that lists several has a mutant of its own. Ask once the fault is known to be there.
 */
export function insists(world: World, rule: RuleId, bug: string): boolean {
  return world.keeps(rule) && !world.mutant(bug);
}
