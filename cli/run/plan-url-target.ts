import { UsageError } from '../../core/errors.ts';
import { nearestName } from '../../core/nearest-name.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import type { TargetPlan } from '../../runner/options.ts';
import { parseBinding } from './parse-binding.ts';
import { type ExternalTarget, planExternalTarget } from './plan-external-target.ts';
import type { RunSettings } from './run-settings.ts';

/** A target given on the command line. */
export interface UrlChoice extends Pick<ExternalTarget, 'connection' | 'selection'> {
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
export async function planUrlTarget(choice: UrlChoice, settings: RunSettings): Promise<TargetPlan> {
  const { connection, selection, edition } = choice;
  const loaded = await loadProtocol(choice.protocol, { suiteDirs: choice.suiteDirs, cache: choice.cache });
  checkIdentities(loaded.spec, Object.keys(settings.identities));
  return planExternalTarget({
    loaded,
    connection,
    ...(edition === undefined ? {} : { edition }),
    declared: {},
    identities: settings.identities,
    headers: settings.headers,
    bindings: Object.fromEntries(
      settings.bindings.map(([name, text]) => [name, parseBinding(loaded.spec, name, text)]),
    ),
    volatile: [],
    secrets: settings.secrets,
    selection,
  });
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
