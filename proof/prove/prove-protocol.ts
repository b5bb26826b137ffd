import { assertionId } from '../../core/assertion-id.ts';
import type { FaultDictionary } from '../../core/fault-dictionary.ts';
import type { ScenarioResult } from '../../core/report.ts';
import { matchExcuse, unusedExcuses } from '../match-excuse.ts';
import type { ProofSubject } from './create-trials.ts';
import { proveDumbServers } from './prove-dumb-servers.ts';
import { type EditionFindings, proveEdition, type Share } from './prove-edition.ts';
import type { AssertionProof, DumbServerProof, EditionProof, ProtocolProof, RuleProof } from './prove-report.ts';

/** Proves the editions of a protocol, in their order; or a share of them. */
export async function proveEditions(subject: ProofSubject, share?: Share): Promise<readonly EditionFindings[]> {
  const editions: EditionFindings[] = [];
  for (const edition of subject.core.editions) editions.push(await proveEdition(subject, edition, share));
  return editions;
}

/**
 * Proves every check of a protocol both ways, in all its editions.
 * @param findings what became of the editions, when others prove them.
 * @param recorded what bugs were tried by, where they were not tried whole.
 */
export async function proveProtocol(
  subject: ProofSubject,
  others: readonly ProofSubject['core'][],
  findings: Promise<readonly EditionFindings[]> = proveEditions(subject),
  recorded?: FaultDictionary,
): Promise<ProtocolProof> {
  const { core, spec } = subject;
  const dumbServers = await proveDumbServers(subject, others);
  const editions = await findings;
  const assertions = listAssertions(editions, core.excuses.assertions);
  const rules = listRules(subject, assertions);
  const proofs = editions.map(({ proof }) => proof);
  // A rule that fails only beside others may be judged by an accident of their bugs.
  const broken = new Set(core.mutants.flatMap(({ fails }) => fails));
  return {
    protocol: spec.id,
    editions: proofs,
    assertions,
    rules,
    dumbServers,
    excuses: core.excuses,
    problems: [
      ...editions.flatMap(({ problems }) => problems),
      ...proofs.flatMap(mutantProblems),
      ...blamedWrongly(proofs, core.excuses.inherited ?? {}),
      ...(recorded
        ? unlikeRecorded(proofs, assertions, recorded)
        : unneededExcuses(proofs, core.excuses.inherited ?? {})),
      ...proofs.flatMap(variantProblems),
      ...unmetVariants(proofs),
      ...assertions
        .filter(({ killedBy, excuse }) => killedBy.length === 0 && excuse === undefined)
        .map(({ id }) => `no mutant fails ${id}`),
      ...rules.filter(({ killedBy }) => killedBy.length === 0).map(({ rule }) => `no mutant fails ${rule}`),
      ...rules.filter(({ rule }) => !broken.has(rule)).map(({ rule }) => `no mutant is about ${rule}`),
      ...unusedExcuses(
        assertions.filter(({ killedBy }) => killedBy.length === 0).map(({ id }) => id),
        core.excuses.assertions,
      ).map((pattern) => `excuse matches no unkilled assertion: ${pattern}`),
      ...dumbServerProblems(dumbServers, core.excuses.dumbPasses),
    ],
  };
}

/** Proves some mutants alone: that each fails what it claims and is blamed for nothing else. */
export async function proveMutants(
  { core, spec }: ProofSubject,
  findings: Promise<readonly EditionFindings[]>,
): Promise<ProtocolProof> {
  const editions = await findings;
  const proofs = editions.map(({ proof }) => proof);
  return {
    protocol: spec.id,
    editions: proofs,
    assertions: listAssertions(editions, core.excuses.assertions).filter(({ killedBy }) => killedBy.length > 0),
    rules: [],
    dumbServers: [],
    excuses: core.excuses,
    problems: [
      ...editions.flatMap(({ problems }) => problems),
      ...proofs.flatMap(mutantProblems),
      ...blamedWrongly(proofs, core.excuses.inherited ?? {}),
    ],
  };
}

function mutantProblems({ edition, mutants }: EditionProof): string[] {
  return mutants.flatMap(({ id, scenarios, missed }) => [
    ...(scenarios === 0 ? [`${edition}: mutant ${id}: no scenario consults its decision`] : []),
    ...(scenarios > 0 && missed.length > 0
      ? [`${edition}: mutant ${id} survives: ${missed.join(', ')} not failed`]
      : []),
  ]);
}

/** What a mutant is blamed for that another step got wrong: the scenario has to assume more. */
function blamedWrongly(proofs: readonly EditionProof[], excuses: Readonly<Record<string, string>>): string[] {
  return proofs.flatMap(({ edition, mutants }) =>
    mutants.flatMap(({ id, inherited }) =>
      inherited
        .filter((assertion) => matchExcuse(assertion, excuses) === undefined)
        .map((assertion) => `${edition}: ${assertion} fails under ${id}, which changed nothing it looks at`),
    ),
  );
}

/** Bugs and assertions that are not those of the record: it says nothing about them, or about some that are gone. */
function unlikeRecorded(
  proofs: readonly EditionProof[],
  assertions: readonly AssertionProof[],
  recorded: FaultDictionary,
): string[] {
  const mutants = proofs.flatMap((proof) => proof.mutants);
  const compare = (what: string, now: readonly string[], then: readonly string[]): string[] => [
    ...[...new Set(now)].filter((id) => !then.includes(id)).map((id) => `${what} ${id} is not recorded: npm run proof`),
    ...then.filter((id) => !now.includes(id)).map((id) => `${what} ${id} is recorded, and gone: npm run proof`),
  ];
  const spell = (id: string, rules: readonly string[]): string => `${id} (${rules.toSorted().join(', ')})`;
  return [
    ...compare(
      'mutant',
      mutants.map(({ id, about }) => spell(id, about)),
      recorded.bugs.map(({ id, rules }) => spell(id, rules)),
    ),
    ...compare(
      'assertion',
      assertions.map(({ id }) => id),
      recorded.assertions,
    ),
  ];
}

/** Excuses for what is inherited that nothing needs any more. */
function unneededExcuses(proofs: readonly EditionProof[], excuses: Readonly<Record<string, string>>): string[] {
  const inherited = proofs.flatMap(({ mutants }) => mutants.flatMap((mutant) => mutant.inherited));
  return unusedExcuses(inherited, excuses).map((pattern) => `excuse matches nothing inherited: ${pattern}`);
}

function variantProblems({ edition, variants }: EditionProof): string[] {
  return variants.flatMap(({ id, differences }) => differences.map((text) => `${edition}: variant ${id}: ${text}`));
}

/** A lawful difference that no case meets is not shown to be let pass. */
function unmetVariants(proofs: readonly EditionProof[]): string[] {
  const all = proofs.flatMap(({ variants }) => variants);
  const met = new Set(all.flatMap(({ id, scenarios }) => (scenarios > 0 ? [id] : [])));
  return [...new Set(all.map(({ id }) => id))].filter((id) => !met.has(id)).map((id) => `no case meets variant ${id}`);
}

function dumbServerProblems(servers: readonly DumbServerProof[], excuses: Readonly<Record<string, string>>): string[] {
  const passes = servers.flatMap(({ id, passed }) => passed.map((rule) => `${id} ${rule}`));
  return [
    ...servers.filter(({ exitCode }) => exitCode === 0).map(({ id }) => `a server that ${id} ends in exit 0`),
    ...servers.flatMap(({ id, unexplained }) => unexplained.map((rule) => `a server that ${id} passes ${rule}`)),
    ...unusedExcuses(passes, excuses).map((pattern) => `excuse matches no dumb pass: ${pattern}`),
  ];
}

/** Every assertion that was judged on the clean core, and which mutants fail it. */
function listAssertions(
  editions: readonly EditionFindings[],
  excuses: Readonly<Record<string, string>>,
): AssertionProof[] {
  const found = new Map<string, { readonly rule: string; readonly killedBy: Set<string> }>();
  const judged = (results: readonly ScenarioResult[]): void => {
    for (const scenario of results) {
      for (const assertion of scenario.assertions) {
        const id = assertionId(scenario, assertion);
        if (!found.has(id)) found.set(id, { rule: assertion.rule, killedBy: new Set() });
      }
    }
  };
  for (const { clean } of editions) judged(clean);
  for (const { id: mutant, outcome } of editions.flatMap(({ proof }) => proof.mutants)) {
    for (const id of outcome.fails) found.get(id)?.killedBy.add(mutant);
  }
  return [...found].map(([id, { rule, killedBy }]) => {
    const excuse = killedBy.size === 0 ? matchExcuse(id, excuses) : undefined;
    return { id, rule, killedBy: [...killedBy], ...(excuse === undefined ? {} : { excuse }) };
  });
}

function listRules({ spec }: ProofSubject, assertions: readonly AssertionProof[]): RuleProof[] {
  return spec.rules
    .filter(({ party, untestable, retired }) => party === 'server' && untestable === undefined && retired === undefined)
    .map(({ id }) => {
      const mine = assertions.filter(({ rule }) => rule === id);
      const scenarios = new Set(
        mine.map((assertion) => assertion.id.slice(0, assertion.id.indexOf('/', assertion.id.indexOf('/') + 1))),
      );
      return { rule: id, scenarios: scenarios.size, killedBy: [...new Set(mine.flatMap(({ killedBy }) => killedBy))] };
    });
}
