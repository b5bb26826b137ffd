import { readFile } from 'node:fs/promises';
import { UsageError } from '../../core/errors.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import { createHttpClient } from '../../runner/execute/create-http-client.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import type { Selection, TargetPlan } from '../../runner/options.ts';
import { didYouMean } from '../../runner/plan/did-you-mean.ts';
import { checkEdition, defaultEdition } from './choose-edition.ts';
import { parseBinding } from './parse-binding.ts';
import type { RunSettings } from './run-settings.ts';

/** A target given on the command line. */
export interface UrlChoice {
  readonly url: string;
  readonly protocol: string;
  readonly edition?: string;
  readonly suiteDirs: readonly string[];
  readonly selection: Omit<Selection, 'onlyNamedEdition'>;
  readonly insecure: boolean;
  /** File with certificates to trust. */
  readonly ca?: string;
}

/**
 * Plans any base URL as one target. Nothing is known of its features: they are probed.
 * @throws {UsageError} for an identity, edition or binding the protocol does not have.
 */
export async function planUrlTarget(choice: UrlChoice, settings: RunSettings): Promise<TargetPlan> {
  const { spec, suites } = await loadProtocol(choice.protocol, { suiteDirs: choice.suiteDirs });
  for (const name of Object.keys(settings.identities)) checkIdentity(spec, name);
  const ca = choice.ca === undefined ? undefined : await readCertificates(choice.ca);
  return {
    spec,
    suites,
    edition: choice.edition === undefined ? defaultEdition(spec) : checkEdition(spec, choice.edition),
    bundled: false,
    connect: () =>
      createHttpClient({
        baseUrl: choice.url,
        timeoutMs: settings.timeoutMs,
        ...(ca === undefined ? {} : { ca }),
        insecure: choice.insecure,
      }),
    switchable: new Set(),
    declared: {},
    identities: settings.identities,
    bindings: Object.fromEntries(settings.bindings.map(([name, text]) => [name, parseBinding(spec, name, text)])),
    headers: settings.headers,
    selection: { ...choice.selection, onlyNamedEdition: false },
    volatile: [],
    secrets: settings.secrets,
  };
}

function checkIdentity({ id, identities }: ProtocolSpec, name: string): void {
  const known = identities.map((identity) => identity.id);
  if (known.includes(name)) return;
  const near = didYouMean(name, known);
  throw new UsageError(
    `${id} has no identity "${name}"`,
    near === undefined ? `there are: ${known.join(', ')}` : `did you mean "${near}"?`,
  );
}

async function readCertificates(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`--ca ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
