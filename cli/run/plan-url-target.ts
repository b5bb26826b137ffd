import { UsageError } from '../../core/errors.ts';
import { nearestName } from '../../core/nearest-name.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import type { TargetPlan } from '../../runner/options.ts';
import type { CommandContext } from '../command-context.ts';
import { type ConnectionSettings, connectionTo } from './connection-settings.ts';
import { parseBinding } from './parse-binding.ts';
import { type ExternalTarget, planExternalTarget } from './plan-external-target.ts';
import type { RunSettings } from './run-settings.ts';

/** A target given on the command line. */
export interface UrlChoice extends Pick<ExternalTarget, 'selection'> {
  readonly url: string;
  readonly connection: ConnectionSettings;
  readonly protocol: string;
  readonly edition?: string;
  readonly suiteDirs: readonly string[];
  /** Folder for compiled suites. */
  readonly cache: string | undefined;
}

/**
 * Plans any base URL as one target. Nothing is known of its features: they are probed.
 * @throws {UsageError} for an identity, edition or binding the protocol does not have.
 */
export async function planUrlTarget(
  choice: UrlChoice,
  settings: RunSettings,
  { cwd, env }: Pick<CommandContext, 'cwd' | 'env'>,
): Promise<TargetPlan> {
  const { url, connection, selection, edition } = choice;
  const loaded = await loadProtocol(choice.protocol, { suiteDirs: choice.suiteDirs, cache: choice.cache });
  const { identities, commands, requestsPerSecond } = settings;
  checkIdentities(loaded.spec, [...Object.keys(identities), ...Object.keys(commands)]);
  return planExternalTarget({
    loaded,
    place: choice.protocol,
    connection: connectionTo(url, connection),
    ...(edition === undefined ? {} : { edition }),
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
    declared: {},
    ...(await planCredentials(url, connection, settings, { cwd, env })),
    headers: settings.headers,
    bindings: Object.fromEntries(
      settings.bindings.map(([name, text]) => [name, parseBinding(loaded.spec, name, text)]),
    ),
    volatile: [],
    selection,
  });
}

/** Those of the command line: header lines, and commands that print tokens. */
export async function planCredentials(
  url: string,
  connection: ConnectionSettings,
  { identities, commands, secrets }: RunSettings,
  { cwd, env }: Pick<CommandContext, 'cwd' | 'env'>,
): Promise<Pick<TargetPlan, 'identities' | 'credentials' | 'secrets'>> {
  if (Object.keys(commands).length === 0) return { identities, secrets };
  const [{ fetchedIdentities }, { keepCredentials }] = await Promise.all([
    import('./resolve-target.ts'),
    import('./keep-credentials.ts'),
  ]);
  const place = { url, env, folder: cwd, exchangeUrl: undefined };
  const { fetched } = await fetchedIdentities(commands, identities, place);
  return keepCredentials({ identities, fetched, secrets }, url, connection);
}

/**
 * Checks names of identities.
 * @throws {UsageError} for one that the protocol does not have.
 */
export function checkIdentities({ id, identities }: ProtocolSpec, names: readonly string[]): void {
  const known = identities.map((identity) => identity.id);
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = nearestName(name, known);
    throw new UsageError(
      `${id} has no identity "${name}"`,
      near === undefined ? `there are: ${known.join(', ')}` : `did you mean "${near}"?`,
    );
  }
}
