import { join, resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { kernelMutants } from '../../mock-server/kernel/kernel-mutants.ts';
import { loadCore } from '../../mock-server/protocols/index.ts';
import { makeDictionary } from '../../proof/prove/make-dictionary.ts';
import { prove } from '../../proof/prove/prove.ts';
import type { ProtocolProof } from '../../proof/prove/prove-report.ts';
import { renderProof } from '../../proof/prove/render-proof.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import { plural } from '../../reporters/text/plural.ts';
import { encodeDictionary } from '../../runner/causes/dictionary-file.ts';
import { isProtocolPath } from '../../runner/load/find-files.ts';
import { listProtocols } from '../../runner/load/list-protocols.ts';
import { writeFileAtomically } from '../../runner/write-file-atomically.ts';
import type { CommandContext } from '../command-context.ts';
import { chooseProtocols } from '../run/choose-protocols.ts';

export interface ProveArguments {
  readonly protocol?: readonly string[];
  readonly mutant?: string;
  readonly recorded?: boolean;
  readonly matrix?: boolean;
  readonly data?: string;
  readonly json?: boolean;
}

/**
 * `prove`: proves the suites; 1 when anything is not as it must be.
 * @throws {UsageError} when the data cannot be written.
 */
export async function proveCommand(given: ProveArguments, context: CommandContext): Promise<number> {
  const own = given.protocol?.find(isProtocolPath);
  if (own !== undefined)
    throw new UsageError(
      `${own} cannot be proven: a protocol of your own has no reference server to break on purpose`,
      `conformance coverage --protocol ${own} tells what its suites judge; run them against a server with bugs of yours`,
    );
  const protocols = chooseProtocols(await listProtocols(), given.protocol ?? []);
  const { mutant } = given;
  if (mutant !== undefined && (given.matrix || given.data !== undefined))
    throw new UsageError('--matrix and --data tell of all mutants: they do not go with --mutant');
  if (mutant !== undefined && !(await hasMutant(protocols, mutant)))
    throw new UsageError(`no mutant's id contains "${neutralizeLine(mutant)}"`, 'conformance list mutants names them');
  if (given.recorded && (mutant !== undefined || given.data !== undefined))
    throw new UsageError('--recorded goes by what --data wrote: it does not go with --data or --mutant');
  const quiet = given.json || given.matrix;
  const report = await prove({
    protocols,
    ...(mutant === undefined ? {} : { only: mutant }),
    recorded: given.recorded ?? false,
    onProtocol: (proof) => {
      (quiet ? context.stderr : context.stdout).write(mutant === undefined ? summary(proof) : mutantsOf(proof));
    },
  });
  if (given.data !== undefined) await writeData(report.protocols, resolve(context.cwd, given.data));
  if (given.json) context.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else if (given.matrix) context.stdout.write(renderProof(report));
  return report.protocols.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

/** spec/<protocol>/proof.json: what fails which assertion. */
async function writeData(proofs: readonly ProtocolProof[], folder: string): Promise<void> {
  for (const proof of proofs) {
    await writeFileAtomically(join(folder, proof.protocol, 'proof.json'), encodeDictionary(makeDictionary(proof)));
  }
}

function summary({ protocol, editions, dumbServers, rules, assertions, problems }: ProtocolProof): string {
  const mutants = editions.reduce((sum, edition) => sum + edition.mutants.length, 0);
  const variants = editions.reduce((sum, edition) => sum + edition.variants.length, 0);
  const counts = [
    plural(rules.length, 'rule'),
    plural(assertions.length, 'assertion'),
    plural(mutants, 'mutant'),
    plural(variants, 'variant'),
    plural(dumbServers.length, 'dumb server'),
    problems.length === 0 ? 'all as it must be' : plural(problems.length, 'problem'),
  ];
  return [`${protocol}: ${counts.join(', ')}`, ...problems.map((problem) => `  ✗ ${neutralizeLine(problem)}`), ''].join(
    '\n',
  );
}

async function hasMutant(protocols: readonly string[], text: string): Promise<boolean> {
  const cores = await Promise.all(protocols.map(loadCore));
  return [...cores.flatMap(({ mutants }) => mutants), ...kernelMutants].some(({ id }) => id.includes(text));
}

/** A line for each mutant that was tried: what it fails, and in how many cases it could. */
function mutantsOf({ protocol, editions, problems }: ProtocolProof): string {
  const lines = editions.flatMap(({ edition, mutants }) =>
    mutants.map(
      ({ id, scenarios, failed }) =>
        `${protocol} ${edition}: ${id}: ${plural(scenarios, 'case')}, fails ${failed.join(', ') || 'nothing'}`,
    ),
  );
  return [...lines, ...problems.map((problem) => `  ✗ ${neutralizeLine(problem)}`), ''].join('\n');
}
