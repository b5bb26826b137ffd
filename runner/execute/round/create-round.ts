import type { Json } from '../../../core/json.ts';
import type { ProtocolSpec } from '../../../core/protocol-spec.ts';
import type { TargetPlan } from '../../options.ts';
import type { PlannedScenario } from '../../plan/planned-scenario.ts';
import { freshBytes } from '../../values/fresh-bytes.ts';
import { makeValue } from '../../values/make-value.ts';
import { resolveValue } from '../../values/resolve-value.ts';
import { lazyValues, namedRoot, type Root, type Scope } from '../../values/scope.ts';
import { createTrace } from '../../values/trace.ts';
import { noteRenamed } from './fact-ground.ts';
import type { Round } from './round.ts';
import type { ScenarioContext } from './scenario-context.ts';

/** Everything a scenario starts with: tokens that need no answer, and empty records. */
export function createRound(
  planned: PlannedScenario,
  plan: TargetPlan,
  context: ScenarioContext,
  { number, writeMs }: Pick<Round, 'number' | 'writeMs'>,
): Round {
  const { client } = context;
  const origin = [context.seed, planned.id, String(number)];
  const shared = context.shared ?? { clockOffsetMs: 0, secrets: new Set<string>() };
  const now = (): number => Date.now() + shared.clockOffsetMs;
  const roots = targetRoots(plan, client.origin, client.basePath);
  const scope: Scope = { roots };
  const trace = context.traced === undefined ? undefined : createTrace();
  const made = lazyValues((name) =>
    own(planned.scenario.let, name, (maker) => makeValue(maker, scope, { origin: [...origin, 'let', name], now })),
  );
  // Values of a case are put in where they are used: their tokens may name what exists only there.
  roots.set(
    'case',
    namedRoot((name, from) => own(planned.values, name, (value) => resolveValue(value, from))),
  );
  roots.set(
    'let',
    namedRoot(trace?.ofMakers(made, (name) => own(planned.scenario.let, name, (maker) => maker)) ?? made),
  );
  return {
    planned,
    plan,
    context,
    shared,
    number,
    writeMs,
    origin,
    ground: {
      spec: plan.spec,
      origin: client.origin,
      basePath: client.basePath,
      headers: plan.headers,
      identities: plan.identities,
      renamed: noteRenamed(shared, client.origin),
      identity: planned.scenario.as ?? plan.spec.identities[0]?.id,
      boundary: () =>
        `batch-${Buffer.from(freshBytes(...origin, 'boundary'))
          .toString('hex')
          .slice(0, 24)}`,
      trace,
    },
    startedMs: performance.now(),
    trace,
    scope,
    roots,
    exchanges: [],
    answers: [],
    undos: [],
    assertions: [],
    told: [],
    races: [],
    chosen: new Map(),
    earlier: [],
    refusedIdentities: new Map(),
    halt: undefined,
    defect: undefined,
    throttledMs: undefined,
  };
}

/** Roots that need nothing but the target: bind and target. */
export function targetRoots(
  plan: { readonly spec: Pick<ProtocolSpec, 'bindings'>; readonly bindings: TargetPlan['bindings'] },
  origin: string,
  basePath: string,
): Map<string, Root> {
  const roots = new Map<string, Root>();
  const scope: Scope = { roots };
  const target: Readonly<Record<string, Json>> = { url: origin + basePath, origin };
  roots.set(
    'target',
    namedRoot((name) => own(target, name, (value) => value)),
  );
  roots.set(
    'bind',
    namedRoot(
      lazyValues((name) => {
        const replaced = own(plan.bindings, name, (value) => value);
        const value = replaced ?? own(plan.spec.bindings, name, (binding) => binding.value);
        return value === undefined ? undefined : resolveValue(value, scope);
      }),
    ),
  );
  return roots;
}

function own<T, R>(record: Readonly<Record<string, T>>, name: string, use: (value: T) => R): R | undefined {
  return Object.hasOwn(record, name) ? use(record[name] as T) : undefined;
}
