import type { Rule } from '../../../core/rule.ts';
import { suggest } from '../input/suggest.ts';
import type { Range } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';

/**
 * The rule of this id, if a server can be judged by it; a fault at `range` when not.
 * @param inCase " (case …)" where the id is a value of a case.
 */
export function checkRule(
  { file, names }: Pick<LanguageContext, 'file' | 'names'>,
  range: Range,
  id: string,
  inCase: string = '',
): Rule | undefined {
  const rule = names.rules.get(id);
  const fault = (message: string, hint?: string): undefined => {
    file.fault(range, message, hint);
    return undefined;
  };
  if (!rule) return fault(`unknown rule "${id}"${inCase}`, suggest(id, names.rules.keys()));
  if (rule.retired !== undefined) return fault(`the rule ${id} is retired${inCase}: ${rule.retired}`);
  if (rule.party === 'client')
    return fault(`the rule ${id} is about clients${inCase}: a server cannot be judged by it`);
  if (rule.untestable === undefined) return rule;
  return fault(`the rule ${id} is catalogued as untestable${inCase}: ${rule.untestable}`);
}
