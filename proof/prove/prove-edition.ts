import pLimit from 'p-limit';
import type { FaultDictionary } from '../../core/fault-dictionary.ts';
import type { ScenarioResult } from '../../core/report.ts';
import type { FormLaw } from '../../core/suite.ts';
import type { ServiceOptions } from '../../mock-server/kernel/create-service.ts';
import { kernelMutants } from '../../mock-server/kernel/kernel-mutants.ts';
import { kernelVariants } from '../../mock-server/kernel/kernel-variants.ts';
import type { Mutant } from '../../mock-server/kernel/protocol-core.ts';
import type { PlannedScenario } from '../../runner/plan/planned-scenario.ts';
import { createTrials, type ProofSubject, type Trial } from './create-trials.ts';
import { judgeMutant, type MutantClaim, wantsBlame } from './judge-mutant.ts';
import type { EditionProof, MutantProof, VariantProof } from './prove-report.ts';
import { isAlone, selectScenarios } from './select-scenarios.ts';
import { differences, recordsOf, tryUntilShown } from './try-recorded.ts';

/** What proving one edition found, with the raw results the protocol's proof is made of. */
export interface EditionFindings {
  readonly proof: EditionProof;
  readonly clean: readonly ScenarioResult[];
  readonly problems: readonly string[];
}

interface Consulted {
  readonly planned: PlannedScenario;
  readonly result: ScenarioResult;
  /** Mutants that could change an answer of this case. */
  readonly mutants: ReadonlySet<string>;
  /** Lawful differences that the server asked for. */
  readonly variants: ReadonlySet<string>;
}

/** Scenarios wait for timers now and then, so several are under way at once. */
const limit = pLimit(16);

/** Which of the mutants and variants are tried: every `of`-th, from `index`. Several shares make a whole. */
export interface Share {
  readonly index: number;
  readonly of: number;
  /** Only mutants whose id contains this, and no variants. */
  readonly only?: string;
  /**
   * What was proven before: each bug is tried until it has shown again enough of what it showed then, and has to show there neither more nor less. Bugs that
   * are not known from there, or are proven in several editions, are tried whole.
   */
  readonly recorded?: FaultDictionary;
}

/** Proves the checks of one edition: the clean core, every mutant, every variant; or a share of these. */
export async function proveEdition(
  subject: ProofSubject,
  edition: string,
  share: Share = { index: 0, of: 1 },
): Promise<EditionFindings> {
  const { core } = subject;
  const trials = createTrials(subject, edition);
  const selected = selectScenarios(subject, trials, edition);
  const problems = trials.planned
    .filter(({ skip }) => skip !== undefined && skip.kind !== 'edition')
    .map(({ id, skip }) => `${edition}: ${id} was never run: ${skip?.reason}`);

  const runAll = (cases: readonly Consulted[], options: ServiceOptions): Promise<ScenarioResult[]> =>
    Promise.all(cases.map(({ planned }) => limit(async () => (await trials.run(planned, options)).result)));
  const clean: Consulted[] = await Promise.all(
    selected.map((planned) =>
      limit(async () => {
        const { result, exchanges } = await trials.run(planned, { tracing: true });
        const named = (of: 'mutants' | 'variants') => new Set(exchanges.flatMap(({ trace }) => [...trace[of]]));
        return { planned, result, mutants: named('mutants'), variants: named('variants') };
      }),
    ),
  );
  problems.push(
    ...clean
      .filter(({ result }) => result.verdict !== 'pass')
      .map(({ result }) => `${edition}: clean core, ${describe(result)}`),
  );

  const recordOf = recordsOf(share.recorded, edition, (id) => {
    const cell = core.mutants.find((mutant) => mutant.id === id)?.cell;
    return cell && casesOf(cell, clean);
  });
  const tryMutant = async (
    claim: MutantClaim,
    cases: readonly Consulted[],
    options: ServiceOptions,
  ): Promise<MutantProof> => {
    const tryCase = async ({ planned }: Consulted): Promise<Trial> => {
      // What the bug changed is looked for only where somebody wants to know.
      const trial = await trials.run(planned, { ...options, comparing: false });
      // Nobody asks for the others' exchanges any more, and there are many.
      return wantsBlame(claim, trial) ? trials.run(planned, options) : { ...trial, exchanges: [] };
    };
    const tryAll = (some: readonly Consulted[]): Promise<Trial[]> =>
      Promise.all(some.map((one) => limit(() => tryCase(one))));
    const record = recordOf(claim.id);
    const tried = record === undefined ? await tryAll(cases) : await tryUntilShown(record.witnesses, cases, tryAll);
    const results = new Map(cases.map(({ planned, result }) => [planned.id, result]));
    problems.push(...(record === undefined ? [] : differences(edition, claim.id, record.fails, tried)));
    return judgeMutant(
      claim,
      tried,
      tried.flatMap(({ result }) => results.get(result.id) ?? []),
      claim.cell && casesOf(claim.cell, cases),
    );
  };
  const mutantTrials: { readonly id: string; trial(): Promise<MutantProof> }[] = core.mutants
    .filter(({ editions = [core.defaultEdition] }) => editions.includes(edition))
    .map((mutant) => ({
      id: mutant.id,
      trial: () => {
        const met = clean.filter(({ mutants }) => mutants.has(mutant.id));
        const consulted = mutant.windowMs === undefined ? met : met.filter(({ planned }) => hasRace(planned));
        return tryMutant(claimOf(mutant, edition, core.defaultEdition), consulted, { mutant: mutant.id });
      },
    }));
  if (edition === core.defaultEdition) {
    const races = clean.filter(({ planned }) => hasRace(planned));
    for (const { id, title, onlyInRaces } of kernelMutants) {
      const cases = onlyInRaces ? races : clean;
      // A rule that may fail is any rule here: a store that loses writes can break whatever depends on them.
      if (cases.length > 0 && core.excuses.kernelMutants?.[id] === undefined)
        mutantTrials.push({
          id,
          trial: () =>
            tryMutant({ id, title, kind: 'kernel', fails: [], failsAll: false }, cases, { kernelMutant: id }),
        });
    }
  }
  const mutants: MutantProof[] = [];
  for (const { trial } of shareOf(mutantTrials, share)) mutants.push(await trial());

  const variants: VariantProof[] = [];
  const lawful = [
    ...core.variants
      .filter(({ editions }) => editions?.includes(edition) ?? true)
      .map((variant) => ({ ...variant, kind: 'protocol' as const })),
    ...kernelVariants
      .filter(({ id }) => core.unlawfulVariants[id] === undefined)
      .map((variant) => ({ ...variant, kind: 'kernel' as const })),
  ];
  for (const { id, title, kind } of share.only === undefined ? shareOf(lawful, share) : []) {
    // Those of the kernel spell messages otherwise, which has nothing to do with editions.
    const cases = clean.filter(({ planned, variants: asked }) =>
      kind === 'protocol' ? asked.has(id) : edition === core.defaultEdition || isAlone(subject, planned, edition),
    );
    const results = await runAll(cases, { variant: id });
    variants.push({
      id,
      title,
      kind,
      scenarios: cases.length,
      differences: results.filter(({ verdict }) => verdict !== 'pass').map(describe),
    });
  }
  return {
    proof: { edition, scenarios: clean.length, mutants, variants },
    clean: clean.map(({ result }) => result),
    problems,
  };
}

function hasRace({ scenario }: PlannedScenario): boolean {
  return scenario.steps.some(({ kind }) => kind === 'race');
}

function shareOf<T extends { readonly id: string }>(list: readonly T[], { index, of, only = '' }: Share): readonly T[] {
  return list.filter(({ id }) => id.includes(only)).filter((_, position) => position % of === index);
}

/** The whole of what shares found, given in the order of their indexes. */
export function joinShares(shares: readonly [EditionFindings, ...EditionFindings[]]): EditionFindings {
  const [first] = shares;
  // What is wrong with the clean core is found by each of them.
  const problems = [...new Set(shares.flatMap((one) => one.problems))];
  const interleave = <T>(lists: readonly (readonly T[])[]): readonly T[] =>
    (lists[0] ?? []).flatMap((_, row) => lists.flatMap((list) => list.slice(row, row + 1)));
  const mutants = interleave(shares.map(({ proof }) => proof.mutants));
  const variants = interleave(shares.map(({ proof }) => proof.variants));
  return { ...first, problems, proof: { ...first.proof, mutants, variants } };
}

/** Ids of the scenario cases that try a law with a form of write. */
function casesOf({ form, law }: FormLaw, cases: readonly Consulted[]): ReadonlySet<string> {
  const own = cases.filter(({ planned: { scenario } }) => scenario.form === form && scenario.law === law);
  return new Set(own.map(({ planned }) => planned.id));
}

/**
 * All it claims must come true in the main edition it is proven in; further editions run only what differs, so there it
 * must be failed by something it declares.
 */
function claimOf(mutant: Mutant, edition: string, defaultEdition: string): MutantClaim {
  const { id, title, fails, cell, windowMs, editions = [defaultEdition] } = mutant;
  const main = editions.includes(defaultEdition) ? defaultEdition : editions[0];
  const onlyInRaces = windowMs !== undefined;
  return { id, title, kind: 'protocol', fails, failsAll: edition === main, onlyInRaces, ...(cell ? { cell } : {}) };
}

function describe(result: ScenarioResult): string {
  const first = result.assertions.find(({ verdict }) => verdict !== 'pass');
  const mismatch = first?.mismatches[0];
  const detail = mismatch
    ? `${mismatch.fact}: expected ${mismatch.expected}, got ${mismatch.actual}`
    : (first?.reason ?? result.reason ?? '');
  return `${result.id} is ${result.verdict}${first ? ` at ${first.id} (${first.rule})` : ''}${detail ? `: ${detail}` : ''}`;
}
