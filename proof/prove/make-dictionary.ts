import type { FaultDictionary, KnownBug } from '../../core/fault-dictionary.ts';
import type { MutantProof, ProtocolProof } from './prove-report.ts';

/** What was proven about a protocol, as a dictionary of its known bugs. Pure; the same proof gives the same dictionary. */
export function makeDictionary({ protocol, editions, assertions }: ProtocolProof): FaultDictionary {
  const ids = assertions.map(({ id }) => id).sort();
  const index = new Map(ids.map((id, position) => [id, position]));
  const places = (names: ReadonlySet<string>): number[] =>
    [...names].flatMap((name) => index.get(name) ?? []).sort((left, right) => left - right);
  const proven = new Map<string, (MutantProof & { readonly edition: string })[]>();
  for (const { edition, mutants } of editions) {
    for (const mutant of mutants) {
      proven.set(mutant.id, [...(proven.get(mutant.id) ?? []), { ...mutant, edition }]);
    }
  }
  const bugs = [...proven.values()].flatMap((all): KnownBug[] => {
    const [first] = all;
    if (!first) return [];
    const { id, title, kind, about } = first;
    // What fails in one edition is a failure of the bug, whatever becomes of it in others.
    const fails = new Set(all.flatMap((one) => one.outcome.fails));
    const unjudged = new Set(all.flatMap((one) => one.outcome.unjudged.filter((name) => !fails.has(name))));
    const inherited = new Set(all.flatMap((one) => one.inherited));
    const rules = [...about].sort();
    const names = all.map(({ edition }) => edition);
    return [
      {
        id,
        title,
        kind,
        editions: names,
        rules,
        fails: places(fails),
        inherited: places(inherited),
        unjudged: places(unjudged),
      },
    ];
  });
  return { protocol, assertions: ids, bugs };
}
