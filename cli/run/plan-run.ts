import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { isProtocolPath } from '../../runner/load/find-files.ts';
import { listProtocols } from '../../runner/load/list-protocols.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import type { TargetPlan } from '../../runner/options.ts';
import type { CommandContext } from '../command-context.ts';
import { chooseProtocols } from './choose-protocols.ts';
import { readConnection } from './connection-settings.ts';
import { locateProtocol } from './locate-protocol.ts';
import { parseShard } from './parse-shard.ts';
import { parseTargetUrl } from './parse-target-url.ts';
import { resolveEnvValue } from './resolve-env-value.ts';
import type { RunArguments, RunSettings } from './run-settings.ts';

/** What is to be judged, and how to end what was started for it. */
export interface PlannedRun {
  readonly targets: readonly TargetPlan[];
  stop(): Promise<void>;
}

/** The target file that is read when it lies in the working folder and no other target is given. */
export const usualFile = 'conformance.yaml';

/**
 * Finds the targets of a run: --target, a target file, or the bundled server, which is started.
 * @throws {UsageError | InputError} when the options or the files make no sense.
 */
export async function planRun(
  given: RunArguments,
  settings: RunSettings,
  context: CommandContext,
): Promise<PlannedRun> {
  const file = given.config ?? (existsSync(resolve(context.cwd, usualFile)) ? usualFile : undefined);
  const { target } = given;
  if (target !== undefined && !(file !== undefined && isTargetName(target))) {
    if (given.config !== undefined)
      throw new UsageError(
        '--target with a URL and --config exclude each other',
        '--target NAME picks a target of the file',
      );
    return { targets: [await planTargetOption(target, given, settings, context)], stop: async () => undefined };
  }
  if (file !== undefined) {
    const { planFileTargets } = await import('./plan-file-targets.ts');
    const { edition } = given;
    const targets = await planFileTargets(
      resolve(context.cwd, file),
      given,
      settings,
      {
        ...(edition === undefined ? {} : { edition }),
        suiteDirs: suiteDirs(given, context),
        cache: context.cache,
        selection: await selectionOf(given, context),
      },
      context,
    );
    return { targets, stop: async () => undefined };
  }
  return planBundledRun(given, settings, context);
}

/** Names of a target file's targets are no URLs. */
function isTargetName(target: string): boolean {
  return /^[A-Za-z][\w.-]*$/.test(target);
}

async function planTargetOption(
  target: string,
  given: RunArguments,
  settings: RunSettings,
  context: CommandContext,
): Promise<TargetPlan> {
  const known = await listProtocols();
  const [protocol, ...more] = given.protocol ?? [];
  if (protocol === undefined || more.length > 0) {
    throw new UsageError('--target needs one --protocol', `there are: ${known.join(', ')}`);
  }
  chooseProtocols(known, [protocol]);
  const { planUrlTarget } = await import('./plan-url-target.ts');
  return planUrlTarget(
    {
      protocol: locateProtocol(protocol, context.cwd),
      ...(given.edition === undefined ? {} : { edition: given.edition }),
      suiteDirs: suiteDirs(given, context),
      cache: context.cache,
      selection: await selectionOf(given, context),
      url: parseTargetUrl(resolveEnvValue(target, context.env).text),
      connection: await readConnection(given, context),
    },
    settings,
    context,
  );
}

async function planBundledRun(
  given: RunArguments,
  settings: RunSettings,
  context: CommandContext,
): Promise<PlannedRun> {
  // A gate that stands in another folder than its target file must not be green.
  const connection = ['set', 'header', 'identity', 'insecure', 'ca', 'cert', 'key', 'proxy'] as const;
  refuse(given, [...connection, 'requestsPerSecond', 'keep', 'baseline']);
  const own = given.protocol?.find(isProtocolPath);
  if (own !== undefined)
    throw new UsageError(`--protocol ${own} needs --target`, 'the bundled server speaks the protocols of this package');
  const selected = [...(given.suite ?? []), ...(given.scenario ?? [])];
  const protocols = chooseProtocols(await listProtocols(), given.protocol ?? [], selected);
  const { startBundledServer } = await import('./start-bundled-server.ts');
  const starting = startBundledServer(protocols);
  try {
    // While the server starts, in its own process.
    const { planBundledTargets } = await import('./plan-bundled-targets.ts');
    const suites = { suiteDirs: suiteDirs(given, context), cache: context.cache };
    const loaded = await Promise.all(protocols.map((id) => loadProtocol(id, suites)));
    const server = await starting;
    const targets = planBundledTargets(server, loaded, {
      ...(given.edition === undefined ? {} : { edition: given.edition }),
      selection: await selectionOf(given, context),
      timeoutMs: settings.timeoutMs,
    });
    return { targets, stop: () => server.stop() };
  } catch (error) {
    await (await starting).stop();
    throw error;
  }
}

async function selectionOf(
  given: RunArguments,
  { cwd }: CommandContext,
): Promise<Omit<TargetPlan['selection'], 'onlyNamedEdition'>> {
  if (given.durations !== undefined && given.shard === undefined)
    throw new UsageError('--durations needs --shard', 'parts of a run are balanced by it');
  const shard = given.shard === undefined ? {} : { shard: parseShard(given.shard) };
  return {
    rules: given.rule ?? [],
    suites: given.suite ?? [],
    scenarios: given.scenario ?? [],
    ...shard,
    ...(given.durations === undefined
      ? {}
      : { durations: await (await import('./read-durations.ts')).readDurations(given.durations, cwd) }),
    ...(given.quick ? { quick: true } : {}),
  };
}

function suiteDirs(given: RunArguments, { cwd }: CommandContext): readonly string[] {
  return (given.suites ?? []).map((dir) => resolve(cwd, dir));
}

/** The bundled server needs no names and no credentials: whoever gives some forgot --target. */
function refuse(given: RunArguments, options: readonly (keyof RunArguments)[]): void {
  for (const option of options) {
    if (given[option] !== undefined && given[option] !== false) {
      throw new UsageError(
        `--${option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} needs --target`,
        'without --target, and without conformance.yaml in this folder, the bundled reference server is judged',
      );
    }
  }
}
