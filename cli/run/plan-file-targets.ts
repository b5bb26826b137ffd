import { dirname, resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import type { HeaderField } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import { loadTargetFile, type TargetEntry } from '../../runner/load/load-target-file.ts';
import type { TargetPlan } from '../../runner/options.ts';
import type { CommandContext } from '../command-context.ts';
import { type ConnectionSettings, connectionTo } from './connection-settings.ts';
import { locateProtocol } from './locate-protocol.ts';
import { parseBinding } from './parse-binding.ts';
import { resolveHeader } from './parse-header.ts';
import { parseTargetUrl } from './parse-target-url.ts';
import { planExternalTarget } from './plan-external-target.ts';
import { checkIdentities, type UrlChoice } from './plan-url-target.ts';
import { resolveEnvValue } from './resolve-env-value.ts';
import type { RunArguments, RunSettings } from './run-settings.ts';

/**
 * Plans the targets of a target file; what the command line says is added to it, and wins.
 * @throws {InputError} for faults in the file. @throws {UsageError} for variables that are not set.
 */
export async function planFileTargets(
  file: string,
  given: RunArguments,
  settings: RunSettings,
  common: Omit<UrlChoice, 'protocol' | 'connection'> & {
    readonly connection: ConnectionSettings;
  },
  { cwd, env }: CommandContext,
): Promise<TargetPlan[]> {
  const { targets } = await loadTargetFile(file);
  const wanted = (given.protocol ?? []).map((id) => locateProtocol(id, cwd));
  const chosen = targets.filter(({ protocol }) => wanted.length === 0 || wanted.includes(protocol));
  if (chosen.length === 0) throw new UsageError(`${file} has no target of the protocol ${wanted.join(', ')}`);
  const inUse = chosen.find(({ production }) => production);
  if (inUse !== undefined && !given.yes)
    throw new UsageError(
      `${file} marks ${resolveEnvValue(inUse.url, env).text} as production: nothing was sent`,
      'conformance check says what a run would write; run --yes runs it',
    );
  return Promise.all(
    chosen.map(async (target) => {
      const fromFile = resolveTarget(target, env);
      const suiteDirs = [...target.suites.map((path) => resolve(dirname(file), path)), ...common.suiteDirs];
      const loaded = await loadProtocol(target.protocol, { suiteDirs, cache: common.cache });
      checkIdentities(loaded.spec, Object.keys(settings.identities));
      const set = settings.bindings.map(([name, text]) => [name, parseBinding(loaded.spec, name, text)] as const);
      const edition = common.edition ?? target.edition;
      return planExternalTarget({
        loaded,
        connection: connectionTo(fromFile.url, common.connection),
        ...(edition === undefined ? {} : { edition }),
        ...(target.catalogue === undefined ? {} : { catalogue: target.catalogue }),
        declared: target.features,
        outOfScope: target.outOfScope,
        identities: { ...fromFile.identities, ...settings.identities },
        headers: [...fromFile.headers, ...settings.headers],
        bindings: { ...fromFile.bindings, ...Object.fromEntries(set) },
        volatile: target.volatile,
        secrets: [...fromFile.secrets, ...settings.secrets],
        selection: common.selection,
      });
    }),
  );
}

export interface ResolvedTarget {
  readonly url: string;
  readonly headers: readonly HeaderField[];
  readonly identities: Readonly<Record<string, readonly HeaderField[]>>;
  readonly bindings: Readonly<Record<string, Json>>;
  readonly secrets: readonly string[];
}

/** Puts in the environment's values. */
export function resolveTarget(target: TargetEntry, env: CommandContext['env']): ResolvedTarget {
  const secrets: string[] = [];
  const field = ([name, value]: HeaderField): HeaderField => {
    const header = resolveHeader(name, value, env);
    secrets.push(...header.secrets);
    return header.field;
  };
  const binding = (value: Json): Json => {
    if (typeof value !== 'string') return value;
    const { text, secret } = resolveEnvValue(value, env);
    if (secret !== undefined) secrets.push(secret);
    return text;
  };
  return {
    url: parseTargetUrl(resolveEnvValue(target.url, env).text),
    headers: target.headers.map(field),
    identities: mapValues(target.identities, (fields) => fields.map(field)),
    bindings: mapValues(target.bindings, binding),
    secrets,
  };
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
