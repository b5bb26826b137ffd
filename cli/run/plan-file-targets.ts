import { dirname, resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import type { HeaderField } from '../../core/http.ts';
import { nearestName } from '../../core/nearest-name.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import { loadTargetFile, type TargetEntry } from '../../runner/load/load-target-file.ts';
import type { TargetPlan } from '../../runner/options.ts';
import type { CommandContext } from '../command-context.ts';
import { proxySecrets } from './choose-proxy.ts';
import { connectionTo, readConnection } from './connection-settings.ts';
import { keepCredentials } from './keep-credentials.ts';
import { locateProtocol } from './locate-protocol.ts';
import { parseBinding } from './parse-binding.ts';
import { planExternalTarget } from './plan-external-target.ts';
import { checkIdentities, type UrlChoice } from './plan-url-target.ts';
import { resolveEnvValue } from './resolve-env-value.ts';
import { resolveTarget } from './resolve-target.ts';
import type { RunArguments, RunSettings } from './run-settings.ts';

/**
 * Plans the targets of a target file, or the one that --target names; what the command line says is added to it, and wins.
 * @throws {InputError} for faults in the file. @throws {UsageError} for variables that are not set.
 */
export async function planFileTargets(
  file: string,
  given: RunArguments,
  settings: RunSettings,
  common: Omit<UrlChoice, 'protocol' | 'connection' | 'url'>,
  context: CommandContext,
): Promise<TargetPlan[]> {
  const { env } = context;
  const chosen = chooseTargets(file, (await loadTargetFile(file)).targets, given, context);
  const inUse = chosen.find(({ production }) => production);
  if (inUse !== undefined && !given.yes)
    throw new UsageError(
      `${file} marks ${resolveEnvValue(inUse.url, env).text} as production: nothing was sent`,
      'conformance check says what a run would write; run --yes runs it',
    );
  return Promise.all(
    chosen.map(async (target) => {
      const suiteDirs = [...target.suites.map((path) => resolve(dirname(file), path)), ...common.suiteDirs];
      const loaded = await loadProtocol(target.protocol, { suiteDirs, cache: common.cache });
      checkIdentities(loaded.spec, [...Object.keys(settings.identities), ...Object.keys(settings.commands)]);
      const fromFile = await resolveTarget(target, loaded.spec, { env, file, settings });
      const connection = await readConnection(given, context, { ...target, file });
      const set = settings.bindings.map(([name, text]) => [name, parseBinding(loaded.spec, name, text)] as const);
      const edition = common.edition ?? target.edition;
      const rate = settings.requestsPerSecond ?? target.requestsPerSecond;
      const secrets = [...fromFile.secrets, ...settings.secrets, ...proxySecrets(connection.proxies)];
      return planExternalTarget({
        loaded,
        place: target.protocol,
        connection: connectionTo(fromFile.url, connection),
        ...(edition === undefined ? {} : { edition }),
        ...(target.catalogue === undefined ? {} : { catalogue: target.catalogue }),
        ...(rate === undefined ? {} : { requestsPerSecond: rate }),
        // Where one names its own, the others have the usual number.
        ...(settings.jobsNamed || chosen.every(({ jobs }) => jobs === undefined)
          ? {}
          : { jobs: target.jobs ?? settings.jobs }),
        declared: target.features,
        outOfScope: target.outOfScope,
        ...(await keepCredentials({ ...fromFile, secrets }, fromFile.url, connection)),
        headers: withReplaced(fromFile.headers, settings.headers),
        bindings: { ...fromFile.bindings, ...Object.fromEntries(set) },
        volatile: target.volatile,
        selection: common.selection,
      });
    }),
  );
}

/** Those of the protocols that are asked for, or the one of a name. */
function chooseTargets(
  file: string,
  targets: readonly TargetEntry[],
  given: RunArguments,
  { cwd }: CommandContext,
): readonly TargetEntry[] {
  const wanted = (given.protocol ?? []).map((id) => locateProtocol(id, cwd));
  const names = targets.flatMap(({ name }) => name ?? []);
  const named = targets.filter(({ name }) => given.target === undefined || name === given.target);
  if (named.length === 0) {
    const near = nearestName(given.target ?? '', names);
    throw new UsageError(
      `${file} has no target called "${given.target}"`,
      names.length === 0
        ? 'name: gives a target a name; a URL begins with http:// or https://'
        : near === undefined
          ? `there are: ${names.join(', ')}`
          : `did you mean "${near}"?`,
    );
  }
  const chosen = named.filter(({ protocol }) => wanted.length === 0 || wanted.includes(protocol));
  if (chosen.length === 0) throw new UsageError(`${file} has no target of the protocol ${wanted.join(', ')}`);
  return chosen;
}

/** A header of the command line takes the place of the file's of that name. */
function withReplaced(fields: readonly HeaderField[], more: readonly HeaderField[]): readonly HeaderField[] {
  const replaced = new Set(more.map(([name]) => name.toLowerCase()));
  return [...fields.filter(([name]) => !replaced.has(name.toLowerCase())), ...more];
}
