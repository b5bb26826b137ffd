import type { YamlMap, YamlNode } from '../input/yaml-node.ts';
import { entryOf, itemsOf } from './source.ts';

/** The maps of a file of suites, fixtures or invariants in which facts stand. */
export interface FactMaps {
  /** The entries of each `expect` that is a list, in order. */
  readonly expects: readonly (readonly YamlMap[])[];
  /** What is said by rule, `assume`, and the alternatives of `either`. */
  readonly others: readonly YamlMap[];
}

/** Scenarios of a suite, and fixtures: what has steps of its own. */
export function scenariosIn(root: YamlNode): readonly YamlMap[] {
  const fixtures = entryOf(root, 'fixtures')?.value;
  const all = [
    ...itemsOf(root, 'scenarios'),
    ...(fixtures?.kind === 'map' ? fixtures.entries.map(({ value }) => value) : []),
  ];
  return all.filter((node) => node.kind === 'map');
}

/** All steps of scenarios and fixtures; or those under one of the keys, of scenarios alone. */
export function stepsIn(root: YamlNode, key?: 'given' | 'steps'): readonly YamlNode[] {
  if (key) return itemsOf(root, 'scenarios').flatMap((node) => itemsOf(node, key));
  return scenariosIn(root).flatMap((node) => [...itemsOf(node, 'given'), ...itemsOf(node, 'steps')]);
}

/** Where facts stand, outside of JSON bodies that happen to look like them. */
export function factMapsIn(root: YamlNode): FactMaps {
  const steps = stepsIn(root);
  const expects = steps.map((step) => itemsOf(step, 'expect').filter((node) => node.kind === 'map'));
  const assumed = steps.flatMap((step) => {
    const value = entryOf(step, 'assume')?.value;
    return value?.kind === 'map' ? [value] : [];
  });
  const keyed = steps.flatMap((step) => {
    const value = entryOf(step, 'expect')?.value;
    return value?.kind === 'map'
      ? value.entries.flatMap((entry) => (entry.value.kind === 'map' ? [entry.value] : []))
      : [];
  });
  const alternatives = [...expects.flat(), ...keyed, ...assumed].flatMap((map) => {
    const value = entryOf(map, 'either')?.value;
    return value?.kind === 'map'
      ? value.entries.flatMap((entry) => (entry.value.kind === 'map' ? [entry.value] : []))
      : [];
  });
  return { expects, others: [...keyed, ...assumed, ...alternatives] };
}
