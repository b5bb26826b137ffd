import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import type { RuleResult, TargetReport } from '../../core/report.ts';

/** So many rules must fail before another edition is thought of; so much better another one must fit. */
const enough = 5;
const betterBy = 3;

/**
 * Does a target that fails many rules fit another edition far better? Its failed scenarios are judged by the others.
 * @param judge judges scenarios by another edition; undefined when that one has none of them.
 * @returns what to tell, or undefined: few rules fail, or no edition fits much better.
 */
export async function hintEdition(
  target: Pick<TargetReport, 'edition' | 'rules' | 'scenarios'>,
  { editions }: Pick<ProtocolSpec, 'editions'>,
  judge: (edition: string, scenarios: readonly string[]) => Promise<Pick<TargetReport, 'rules'> | undefined>,
): Promise<string | undefined> {
  const failing = count(target.rules, 'fail');
  if (failing < enough) return undefined;
  const scenarios = target.scenarios
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ id }) => id.replace(/\[.*$/, ''));
  let best: { readonly edition: string; readonly title: string; readonly left: number } | undefined;
  for (const { id: edition, title } of editions) {
    if (edition === target.edition) continue;
    const rules = (await judge(edition, [...new Set(scenarios)]))?.rules ?? [];
    const left = count(rules, 'fail');
    // An edition that says nothing of what failed fits no better.
    const speaks = count(rules, 'pass') >= failing / 2;
    if (speaks && left * betterBy <= failing && left < (best?.left ?? Number.POSITIVE_INFINITY))
      best = { edition, title, left };
  }
  if (!best) return undefined;
  const fails = best.left === 1 ? 'fails' : 'fail';
  return `${failing} rules fail as edition ${target.edition}; as ${best.edition} (${best.title}) ${best.left} of the same scenarios' rules ${fails}: --edition ${best.edition}`;
}

function count(rules: readonly Pick<RuleResult, 'verdict'>[], verdict: RuleResult['verdict']): number {
  return rules.filter((rule) => rule.verdict === verdict).length;
}
