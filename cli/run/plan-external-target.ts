import type { HeaderField } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import { createHttpClient, type HttpClientOptions } from '../../runner/execute/http/create-http-client.ts';
import { limitRate } from '../../runner/execute/http/limit-rate.ts';
import type { LoadedProtocol } from '../../runner/load/load-protocol.ts';
import type { Selection, TargetPlan } from '../../runner/options.ts';
import { checkEdition, defaultEdition } from './choose-edition.ts';

/** A target somebody else runs, with all that is known about it. */
export interface ExternalTarget
  extends Pick<TargetPlan, 'identities' | 'credentials' | 'jobs' | 'requestsPerSecond' | 'place'> {
  readonly loaded: LoadedProtocol;
  readonly connection: HttpClientOptions;
  readonly edition?: string;
  readonly catalogue?: string;
  readonly outOfScope?: TargetPlan['outOfScope'];
  readonly declared: Readonly<Record<string, 'present' | 'absent'>>;
  readonly headers: readonly HeaderField[];
  readonly bindings: Readonly<Record<string, Json>>;
  readonly volatile: readonly string[];
  readonly secrets: readonly string[];
  readonly selection: Omit<Selection, 'onlyNamedEdition'>;
}

/**
 * Plans it: one client, whatever a scenario needs, and nothing that could be switched.
 * @throws {UsageError} for an edition the protocol does not have.
 */
export function planExternalTarget({
  loaded,
  connection,
  edition,
  catalogue,
  selection,
  outOfScope = [],
  ...known
}: ExternalTarget): TargetPlan {
  const { spec, suites } = loaded;
  const { requestsPerSecond: rate } = known;
  return {
    ...known,
    spec,
    suites,
    edition: edition === undefined ? defaultEdition(spec) : checkEdition(spec, edition),
    editionNamed: edition !== undefined,
    bundled: false,
    connect: () => (rate === undefined ? createHttpClient(connection) : limitRate(createHttpClient(connection), rate)),
    switchable: new Set(),
    outOfScope,
    selection: { ...selection, onlyNamedEdition: false },
    ...(catalogue === undefined ? {} : { catalogue }),
  };
}
