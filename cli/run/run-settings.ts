import { UsageError } from '../../core/errors.ts';
import type { HeaderField } from '../../core/http.ts';
import type { CommandContext } from '../command-context.ts';
import { proxySecrets } from './choose-proxy.ts';
import { parseAssignment } from './parse-assignment.ts';
import { parseCommand } from './parse-command.ts';
import { parseCount, parseDuration, parseRate } from './parse-count.ts';
import { parseHeader } from './parse-header.ts';
import { parseReporters, type ReporterChoice } from './parse-reporters.ts';
import { resolveEnvValue } from './resolve-env-value.ts';
import type { FetchedEntry } from './resolve-token.ts';

/** Options of `run` as commander gives them. */
export interface RunArguments {
  readonly target?: string;
  readonly protocol?: readonly string[];
  readonly edition?: string;
  readonly rule?: readonly string[];
  readonly suite?: readonly string[];
  readonly scenario?: readonly string[];
  readonly jobs?: string;
  readonly set?: readonly string[];
  readonly header?: readonly string[];
  readonly identity?: readonly string[];
  readonly suites?: readonly string[];
  readonly reporter?: readonly string[];
  readonly baseline?: string;
  readonly observe?: string;
  readonly bundle?: string;
  readonly updateBaseline?: boolean;
  readonly strict?: boolean;
  readonly provisional?: boolean;
  readonly raceRounds?: string;
  readonly repeat?: string;
  readonly shard?: string;
  readonly durations?: readonly string[];
  readonly failFast?: boolean;
  readonly keep?: boolean;
  readonly quiet?: boolean;
  readonly quick?: boolean;
  readonly yes?: boolean;
  readonly timeout?: string;
  readonly seed?: string;
  readonly verbose?: boolean;
  readonly site?: string;
  readonly insecure?: boolean;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly requestsPerSecond?: string;
  readonly proxy?: string;
  readonly journal?: string | false;
  readonly config?: string;
}

/** The same, read and checked. */
export interface RunSettings {
  readonly jobs: number;
  /** Somebody said so; else a target file may. */
  readonly jobsNamed: boolean;
  readonly raceRounds: number;
  readonly repeats: number;
  readonly timeoutMs: number;
  readonly seed: string;
  readonly reporters: ReporterChoice;
  readonly headers: readonly HeaderField[];
  readonly identities: Readonly<Record<string, readonly HeaderField[]>>;
  /** Commands that print the tokens of identities. */
  readonly commands: Readonly<Record<string, FetchedEntry>>;
  readonly requestsPerSecond?: number;
  /** Bindings as text, by name. */
  readonly bindings: readonly (readonly [name: string, value: string])[];
  readonly secrets: readonly string[];
}

/**
 * Reads what can be read without knowing the protocol.
 * @throws {UsageError} for the first option that makes no sense.
 */
export function readRunSettings(given: RunArguments, { env, cwd }: CommandContext): RunSettings {
  const headers = (given.header ?? []).map((text) => parseHeader(text, env));
  const identities = new Map<string, HeaderField[]>();
  const commands = new Map<string, FetchedEntry>();
  const secrets = [...headers.flatMap((header) => header.secrets), ...proxySecrets({ option: given.proxy, env })];
  for (const text of given.identity ?? []) {
    const [name, line] = parseAssignment('--identity', text);
    const command = parseCommand(line);
    if (command !== undefined) {
      commands.set(name, command);
      continue;
    }
    const header = parseHeader(line, env);
    identities.set(name, [...(identities.get(name) ?? []), header.field]);
    secrets.push(...header.secrets);
  }
  const bindings = (given.set ?? []).map((text) => {
    const [name, value] = parseAssignment('--set', text);
    const resolved = resolveEnvValue(value, env);
    if (resolved.secret !== undefined) secrets.push(resolved.secret);
    return [name, resolved.text] as const;
  });
  if (given.updateBaseline && given.baseline === undefined) {
    throw new UsageError('--update-baseline needs --baseline FILE');
  }
  return {
    jobs: parseCount('--jobs', given.jobs ?? '8', 1, 256),
    jobsNamed: given.jobs !== undefined,
    raceRounds: parseCount('--race-rounds', given.raceRounds ?? '3', 1, 10_000),
    repeats: parseCount('--repeat', given.repeat ?? '1', 1, 1000),
    timeoutMs: parseDuration('--timeout', given.timeout ?? '30s'),
    seed: given.seed ?? String(Math.floor(Math.random() * 2 ** 32)),
    reporters: parseReporters(given.reporter ?? [], cwd),
    headers: headers.map(({ field }) => field),
    identities: Object.fromEntries(identities),
    commands: Object.fromEntries(commands),
    ...(given.requestsPerSecond === undefined ? {} : { requestsPerSecond: parseRate(given.requestsPerSecond) }),
    bindings,
    secrets: [...new Set(secrets)],
  };
}
