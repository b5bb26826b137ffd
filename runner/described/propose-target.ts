import type { Client } from '../../core/client.ts';
import type { Json } from '../../core/json.ts';
import type { Described } from '../load/described/described.ts';
import type { TargetPlan } from '../options.ts';
import { bindingValues } from './binding-values.ts';
import { createReader } from './create-reader.ts';
import { type Proposal, proposeBindings, valuesOf } from './propose-bindings.ts';
import { readDescriptions, type Told } from './read-descriptions.ts';
import { proposeOfRows, readRows } from './read-rows.ts';

/** What a target file for a target should say, as far as it tells. */
export interface TargetProposal {
  /** The base path below its origin. */
  readonly basePath: string;
  readonly by: readonly string[];
  readonly unread: readonly string[];
  readonly edition?: Told['edition'];
  readonly proposals: readonly Proposal[];
  /** Bindings that nothing tells. */
  readonly byHand: readonly string[];
}

/** Asks a target what it tells of itself, wherever below its URL or above that may be, and proposes what to write down. Reads alone. */
export async function proposeTarget(
  plan: TargetPlan,
  client: Client,
  described: Described,
  signal?: AbortSignal,
): Promise<TargetProposal> {
  const { spec, bindings: given } = plan;
  const unread = new Set<string>();
  for (const { basePath, root } of placesOf(client.basePath, described, spec, given)) {
    const read = createReader(plan, client, signal, basePath);
    const known = { ...given, ...root };
    const found = await readDescriptions(described, bindingValues(spec, known), read);
    if (found.by.length === 0) {
      for (const fault of found.faults) unread.add(fault);
      continue;
    }
    const tables = proposeBindings(spec, described, found.tables, known);
    const sampled = await readRows(spec, described.rows, { ...known, ...valuesOf(tables) }, read);
    const proposals = [...rootProposals(root, spec.bindings, found), ...tables, ...proposeOfRows(spec, sampled, given)];
    return {
      basePath,
      by: found.by,
      unread: found.faults,
      ...(found.edition === undefined ? {} : { edition: found.edition }),
      proposals,
      byHand: described.byHand,
    };
  }
  const byHand = [...new Set([...settledBindings(described), ...described.byHand])];
  return { basePath: client.basePath, by: [], unread: [...unread], proposals: [], byHand };
}

/** What a description would have settled. */
function settledBindings({ subjects }: Described): readonly string[] {
  return Object.values(subjects).flatMap(({ names, columns }) => [...Object.keys(names), ...Object.keys(columns)]);
}

function rootProposals(
  root: Readonly<Record<string, Json>>,
  bindings: TargetPlan['spec']['bindings'],
  { by: [first = ''] }: Pick<Told, 'by'>,
): readonly Proposal[] {
  return Object.entries(root).map(([binding, value]): Proposal => {
    const state = bindings[binding]?.value === value ? 'fits' : 'found';
    return { binding, state, value, because: `GET ${first.replace(/\?.*$/s, '')} answers` };
  });
}

/** A base path, and where below it the binding of all paths leads. */
interface Place {
  readonly basePath: string;
  readonly root: Readonly<Record<string, Json>>;
}

/** Where a target may be, the likeliest first: below the URL, as the protocol has it; then where that URL itself is the beginning of all paths. */
function placesOf(
  basePath: string,
  { root }: Described,
  spec: Pick<TargetPlan['spec'], 'bindings'>,
  given: Readonly<Record<string, Json>>,
): readonly Place[] {
  const bases = prefixesOf(basePath);
  if (root === undefined) return bases.map((base) => ({ basePath: base, root: {} }));
  const { binding, tries } = root;
  if (Object.hasOwn(given, binding)) return bases.map((base) => ({ basePath: base, root: {} }));
  const usual = segmentsOf(String(spec.bindings[binding]?.value ?? ''));
  const unlike = (base: string): number => Math.abs(segmentsOf(basePath.slice(base.length)) - usual);
  return [
    // The protocol's own; then as many segments as that has.
    { basePath, root: {} },
    ...bases
      .slice(1)
      .toSorted((a, b) => unlike(a) - unlike(b))
      .map((base) => ({ basePath: base, root: { [binding]: basePath.slice(base.length) } })),
    ...tries.map((value) => ({ basePath, root: { [binding]: value } })),
  ];
}

const segmentsOf = (path: string): number => path.split('/').length;

/** "/a/b", "/a" and "" of "/a/b". */
function prefixesOf(path: string): readonly string[] {
  const prefixes = [path];
  while (prefixes.at(-1) !== '') prefixes.push((prefixes.at(-1) ?? '').replace(/\/[^/]*$/, ''));
  return prefixes;
}
