import type { RuleId } from '../../../../core/rule.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';

/** What most mutants leave out. */
interface Extras {
  readonly off?: readonly RuleId[];
  readonly may?: readonly RuleId[];
  readonly editions?: readonly string[];
  readonly breaksShape?: true;
}

/** Declares a mutant: its name, what is wrong, the rules it must fail, and what else belongs to it. */
export function mutant(id: string, title: string, fails: readonly RuleId[], extras: Extras = {}): Mutant {
  const { off, may, editions, breaksShape } = extras;
  return {
    id,
    title,
    fails,
    ...(off ? { switchesOff: off } : {}),
    ...(may ? { mayFail: may } : {}),
    ...(editions ? { editions } : {}),
    ...(breaksShape ? { breaksShape } : {}),
  };
}
