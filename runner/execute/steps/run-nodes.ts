import type { Entry, FixtureUse, GivenNode, StepNode, ValueTemplate, WaitStep } from '../../../core/suite.ts';
import { applicableEntries } from '../../plan/applicable-entries.ts';
import { textOf } from '../../values/convert.ts';
import { makeValue } from '../../values/make-value.ts';
import { MissingValue, UnsendableRequest } from '../../values/missing-value.ts';
import { resolveTemplate, resolveValue } from '../../values/resolve-value.ts';
import { lazyValues, namedRoot, type Scope } from '../../values/scope.ts';
import { targetRoots } from '../round/create-round.ts';
import { hindranceSoFar, someHindrance } from '../round/hindrance.ts';
import type { Round } from '../round/round.ts';
import { giveUp } from './give-up.ts';
import { pause } from './pause.ts';
import { runRaceStep } from './run-race-step.ts';
import { runRequestStep } from './run-request-step.ts';
import type { StepPlace } from './step-place.ts';

/** Where nodes run: everything of a step's place but its id. */
export type NodePlace = Omit<StepPlace, 'label'> & { readonly prefix: string };

/** Runs nodes in order until one stops the scenario. After that, entries that were not reached are inconclusive. */
export async function runNodes(
  round: Round,
  nodes: readonly (GivenNode | StepNode)[],
  place: NodePlace,
): Promise<void> {
  for (const node of nodes) {
    if (round.halt === undefined && round.context.signal?.aborted)
      round.halt = { verdict: 'inconclusive', reason: 'interrupted' };
    if (round.halt !== undefined) {
      if ('expect' in node) notReached(round, node, place);
      continue;
    }
    if (node.kind !== 'fixture' && !isWanted(round, node, place)) continue;
    const renewal = round.plan.credentials?.ready(round.planned.identities);
    if (renewal !== undefined) await renewal;
    try {
      await runNode(round, node, place);
    } catch (error) {
      if (!(error instanceof MissingValue || error instanceof UnsendableRequest)) throw error;
      const verdict = error instanceof MissingValue ? 'inconclusive' : 'error';
      const label = `${place.prefix}${node.id}`;
      const hindrance = verdict === 'inconclusive' ? hindranceSoFar(round) : undefined;
      round.halt = { verdict, reason: `${label}: ${error.message}`, ...someHindrance(hindrance) };
      if ('expect' in node && !round.assertions.some(({ step }) => step === label)) {
        giveUp(
          round,
          { ...place, label },
          applicableEntries<Entry>(node.expect, round.planned, round.plan),
          verdict,
          error.message,
          hindrance,
        );
      }
    }
  }
}

function runNode(round: Round, node: GivenNode | StepNode, place: NodePlace): Promise<void> {
  const label = `${place.prefix}${node.id}`;
  switch (node.kind) {
    case 'fixture':
      return runFixture(round, node, place);
    case 'request':
      return runRequestStep(round, node, { ...place, label });
    case 'race':
      return runRaceStep(round, node, { ...place, label });
    case 'wait':
      return pause(round, waitOf(node, place.scope));
    case 'control':
      if (round.plan.control === undefined)
        throw new MissingValue(`${node.control} needs a target with the feature control`);
      return round.plan.control.provoke(node.control);
  }
}

/** Do the steps it depends on leave this step something to do? */
function isWanted(round: Round, node: Exclude<GivenNode | StepNode, FixtureUse>, place: NodePlace): boolean {
  const wanted = Object.entries(node.when).every(([step, alternatives]) =>
    alternatives.some((alternative) => round.chosen.get(`${place.prefix}${step}`)?.has(alternative)),
  );
  if (!wanted) {
    place.roots.set(node.id, () => {
      throw new MissingValue(`step ${node.id} was not run`);
    });
  }
  return wanted;
}

function notReached(
  round: Round,
  node: Extract<StepNode, { expect: unknown }> | Extract<GivenNode, { expect: unknown }>,
  place: NodePlace,
): void {
  const entries = applicableEntries<Entry>(node.expect, round.planned, round.plan);
  giveUp(
    round,
    { ...place, label: `${place.prefix}${node.id}` },
    entries,
    'inconclusive',
    `not reached: ${round.halt?.reason}`,
    round.halt?.hindrance,
  );
}

/** Runs a fixture in a scope of its own; what it gives is read as $(use.name). */
async function runFixture(round: Round, use: FixtureUse, place: NodePlace): Promise<void> {
  const fixture = round.plan.suites.fixtures[use.fixture];
  if (fixture === undefined) throw new UnsendableRequest(`there is no fixture "${use.fixture}"`);
  const { trace } = round;
  const given = new Map(Object.entries(use.with).map(([name, value]) => [name, resolveValue(value, place.scope)]));
  const prefix = `${place.prefix}${use.id}.`;
  const { origin, basePath } = round.context.client;
  const roots = targetRoots(round.plan, origin, basePath);
  const scope: Scope = { roots };
  const now = (): number => Date.now() + round.shared.clockOffsetMs;
  const withs = lazyValues((name) => {
    // Read anew for a trace, which thereby learns what it is made of.
    if (given.has(name)) return trace ? resolveValue(use.with[name] as ValueTemplate, place.scope) : given.get(name);
    const value = Object.hasOwn(fixture.with, name) ? fixture.with[name] : undefined;
    return value === undefined ? undefined : resolveValue(value, scope);
  });
  const makerOf = (name: string) => (Object.hasOwn(fixture.let, name) ? fixture.let[name] : undefined);
  const made = lazyValues((name) => {
    const maker = makerOf(name);
    return maker && makeValue(maker, scope, { origin: [...round.origin, prefix, name], now });
  });
  roots.set('with', namedRoot(trace?.kept(withs) ?? withs));
  roots.set('let', namedRoot(trace?.ofMakers(made, makerOf) ?? made));
  await runNodes(round, fixture.steps, { scope, roots, file: fixture.file, role: 'given', prefix });
  const gives = lazyValues((name) => {
    const value = Object.hasOwn(fixture.gives, name) ? fixture.gives[name] : undefined;
    return value === undefined ? undefined : resolveValue(value, scope);
  });
  place.roots.set(use.id, namedRoot(trace?.kept(gives) ?? gives));
}

/** Milliseconds to wait; a token gives seconds. */
function waitOf({ wait }: WaitStep, scope: Scope): number {
  if (typeof wait === 'number') return wait;
  const text = textOf(resolveTemplate(wait, scope));
  if (!/^\d+(\.\d+)?$/.test(text)) throw new MissingValue(`${JSON.stringify(text)} is not a number of seconds`);
  return Number(text) * 1000;
}
