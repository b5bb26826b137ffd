import { relative, resolve } from 'node:path';
import { isProtocolPath } from '../../runner/load/find-files.ts';
import { checkEdition } from '../run/choose-edition.ts';
import { parseAssignment } from '../run/parse-assignment.ts';
import { parseCommand } from '../run/parse-command.ts';
import type { Asked } from './ask-missing.ts';
import { checkTargetFile } from './check-target-file.ts';
import { identityLines } from './identity-lines.ts';
import type { InitArguments } from './init-arguments.ts';
import type { Recognised } from './recognise.ts';
import { renderTargetFile } from './render-target-file.ts';
import { writtenField } from './written-field.ts';

/**
 * The text of a target file for what was found, checked as a run would.
 * @throws {UsageError} for an edition that the protocol does not have.
 */
export async function fileFor(
  { plan, proposal, origin, basePath }: Recognised,
  given: InitArguments,
  asked: Asked,
  { file, cwd }: { readonly file: string; readonly cwd: string },
): Promise<string> {
  const { spec } = plan;
  // A variable says where the API is as long as that is where it was found.
  const found = proposal.basePath;
  const url = asked.target.startsWith('env:') && found === basePath ? asked.target : origin + found;
  const identities: Record<string, ReturnType<typeof writtenField>[]> = {};
  for (const text of identityLines(given, asked, spec)) {
    const [name, line] = parseAssignment('--identity', text);
    // What a command does to get a token may hold secrets.
    if (parseCommand(line) !== undefined) continue;
    identities[name] = [...(identities[name] ?? []), writtenField(line, name)];
  }
  const edition =
    given.edition === undefined ? proposal.edition : { id: checkEdition(spec, given.edition), because: 'as given' };
  const usual = spec.editions.find((one) => one.default)?.id;
  const text = renderTargetFile({
    spec,
    protocol:
      given.protocol !== undefined && isProtocolPath(given.protocol) ? relativePath(file, plan.place ?? '') : spec.id,
    url,
    ...(edition === undefined || (edition.id === usual && given.edition === undefined) ? {} : { edition }),
    proposal,
    bindings: { ...plan.bindings, ...fromEnvironment(given.set ?? []) },
    headers: (given.header ?? []).map((line) => writtenField(line, 'target')),
    identities,
    given: { ...given, ...placed(given, file, cwd) },
  });
  await checkTargetFile(file, text);
  return text;
}

/** Values of bindings that the environment holds: they stay there. */
function fromEnvironment(set: readonly string[]): Readonly<Record<string, string>> {
  const pairs = set.map((text) => parseAssignment('--set', text));
  return Object.fromEntries(pairs.filter(([, value]) => /^(?:.*\s)?env:[\w.()-]+$/.test(value)));
}

/** Files that were named from the working folder, as the target file names them. */
function placed(given: InitArguments, file: string, cwd: string): Pick<InitArguments, 'ca' | 'cert' | 'key'> {
  const path = (name: 'ca' | 'cert' | 'key') => {
    const own = given[name];
    return own === undefined || own.startsWith('env:') ? {} : { [name]: relativePath(file, resolve(cwd, own)) };
  };
  return { ...path('ca'), ...path('cert'), ...path('key') };
}

/** A path as a target file in that place says it: seen from its folder, and such that it is taken for one. */
function relativePath(file: string, place: string): string {
  const path = relative(resolve(file, '..'), place).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}
