import type { Client } from '../../core/client.ts';
import type { Described } from '../load/described/described.ts';
import type { TargetPlan } from '../options.ts';
import { bindingValues } from './binding-values.ts';
import { createReader } from './create-reader.ts';
import { readDescriptions } from './read-descriptions.ts';
import { readRows, verifyRows } from './read-rows.ts';
import { type BindingFault, verifyBindings } from './verify-bindings.ts';

/** What a target's own words say of the bindings it is judged with. */
export interface BindingCheck {
  /** Addresses where it tells of itself. */
  readonly by: readonly string[];
  /** Why it told nothing, or not all. */
  readonly unread: readonly string[];
  readonly faults: readonly BindingFault[];
}

/** Compares a target's bindings with what it tells of itself, and with rows that are there. Reads alone. */
export async function verifyTarget(
  plan: TargetPlan,
  client: Client,
  described: Described,
  signal?: AbortSignal,
): Promise<BindingCheck> {
  const { spec, bindings } = plan;
  const read = createReader(plan, client, signal);
  const values = bindingValues(spec, bindings);
  const told = await readDescriptions(described, values, read);
  const faults = verifyBindings(described, told.tables, values);
  const wrong = new Set(faults.map(({ binding }) => binding));
  // A row of a table that is not there is not there either.
  const rows = described.rows.filter(({ get }) => ![...wrong].some((binding) => get.includes(`$(bind.${binding})`)));
  const sampled = await readRows(spec, rows, bindings, read);
  return { by: told.by, unread: told.faults, faults: [...faults, ...verifyRows(spec, sampled, bindings)] };
}
