import { UsageError } from '../../core/errors.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import { createHttpClient } from '../../runner/execute/http/create-http-client.ts';
import type { LoadedProtocol } from '../../runner/load/load-protocol.ts';
import type { Selection, TargetControl, TargetPlan } from '../../runner/options.ts';
import { checkEdition, defaultEdition } from './choose-edition.ts';
import type { BundledCore, BundledServer } from './start-bundled-server.ts';

/** What of the bundled server is to be judged. */
export interface BundledChoice {
  readonly edition?: string;
  readonly selection: Omit<Selection, 'onlyNamedEdition'>;
  readonly timeoutMs: number;
}

/** The edition every protocol has: the vendor's page as written. */
const documented = 'documented';

/**
 * Every protocol of the bundled server as a target: the default edition with all it has, and what names the edition
 * "documented". With an edition given, that one only, of the protocols that have it.
 * @throws {UsageError} when no protocol has the edition.
 */
export function planBundledTargets(
  { url, cores }: Pick<BundledServer, 'url' | 'cores'>,
  loaded: readonly LoadedProtocol[],
  choice: BundledChoice,
): TargetPlan[] {
  const [only, ...more] = loaded;
  if (choice.edition !== undefined && only && more.length === 0) checkEdition(only.spec, choice.edition);
  const all = loaded.flatMap(({ spec, suites }) => {
    const core = cores.find(({ id }) => id === spec.id);
    return core ? planEditions({ spec, suites, core, origin: url, choice }) : [];
  });
  if (choice.edition !== undefined && all.length === 0) {
    throw new UsageError(`no protocol has an edition "${choice.edition}"`, 'see: list editions');
  }
  return all;
}

function planEditions(shared: Shared): TargetPlan[] {
  const { spec, choice } = shared;
  const has = (id: string): boolean => spec.editions.some((edition) => edition.id === id);
  if (choice.edition !== undefined) return has(choice.edition) ? [planEdition(shared, choice.edition, false)] : [];
  const usual = defaultEdition(spec);
  const named = has(documented) && usual !== documented ? [planEdition(shared, documented, true)] : [];
  return [planEdition(shared, usual, false), ...named];
}

interface Shared {
  readonly spec: ProtocolSpec;
  readonly suites: TargetPlan['suites'];
  readonly core: BundledCore;
  readonly origin: string;
  readonly choice: BundledChoice;
}

function planEdition({ spec, suites, core, origin, choice }: Shared, edition: string, onlyNamed: boolean): TargetPlan {
  const usual = new Set(core.defaultFeatures);
  const credentials = Object.entries(core.credentials).filter(([identity]) => identity !== 'nobody');
  return {
    spec,
    suites,
    edition,
    bundled: true,
    connect: connector(core, origin, edition, choice.timeoutMs),
    switchable: new Set(core.features),
    declared: Object.fromEntries(spec.features.map(({ id }) => [id, usual.has(id) ? 'present' : 'absent'])),
    identities: Object.fromEntries(credentials),
    bindings: {},
    headers: [],
    selection: { ...choice.selection, onlyNamedEdition: onlyNamed },
    volatile: [],
    secrets: [],
    control: createControl(origin, core.id, edition),
  };
}

/** Features and edition are the first segment of the path; the usual ones need none. */
function connector(core: BundledCore, origin: string, edition: string, timeoutMs: number): TargetPlan['connect'] {
  const usual = [...core.defaultFeatures].sort().join(',');
  return (features) => {
    const list = core.features
      .filter((feature) => features.has(feature))
      .sort()
      .join(',');
    const settings = [
      ...(edition === core.defaultEdition ? [] : [`edition=${edition}`]),
      ...(list === usual ? [] : [`features=${list}`]),
    ];
    const prefix = settings.length === 0 ? '' : `/~${settings.join(';')}`;
    return createHttpClient({ baseUrl: `${origin}${prefix}/${core.id}`, timeoutMs });
  };
}

function createControl(origin: string, protocol: string, edition: string): TargetControl {
  const post = async (path: string, body: unknown): Promise<void> => {
    const query = new URLSearchParams({ protocol, edition });
    const response = await fetch(`${origin}/_conformance/${path}?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`the control plane answered ${response.status} to ${path}`);
  };
  return {
    provoke: (what) => post('faults', { provoke: what }),
    advanceClock: (advanceMs) => post('clock', { advanceMs }),
  };
}
