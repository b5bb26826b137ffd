import type { HeaderField } from '../core/http.ts';
import type { ProtocolSpec } from '../core/protocol-spec.ts';
import type { SuiteSet } from '../core/suite.ts';
import type { ProtocolCore } from '../mock-server/kernel/protocol-core.ts';
import type { TargetPlan } from '../runner/options.ts';
import { createInProcessClient } from './in-process-client.ts';

/** A protocol with all that is known about it. */
export interface Subject {
  readonly core: ProtocolCore;
  readonly spec: ProtocolSpec;
  readonly suites: SuiteSet;
}

/** A plan for a protocol's own core with all of its suites; whoever uses it brings the client. */
export function inProcessPlan({ core, spec, suites }: Subject, edition: string): TargetPlan {
  const identities: Record<string, readonly HeaderField[]> = { ...core.credentials };
  return {
    spec,
    suites,
    edition,
    bundled: true,
    connect: () => createInProcessClient(() => Promise.reject(new Error('whoever plans it brings a client'))),
    switchable: new Set(core.features),
    declared: Object.fromEntries(
      core.features.map((id) => [id, core.defaultFeatures.includes(id) ? 'present' : 'absent']),
    ),
    identities,
    bindings: {},
    headers: [],
    selection: { rules: [], suites: [], scenarios: [], onlyNamedEdition: false },
    volatile: [],
    secrets: [],
  };
}
