import type { TargetReport, Verdict } from '../../core/report.ts';

/** What became of a law for a form of write. "held" and "not held": no rule covers it, it was observed. */
export type FormVerdict = Verdict | 'held' | 'not held';

/** A law for a form of write; undefined: there is no such case. */
type FormCell = FormVerdict | undefined;

/** Forms of write and the laws they stand under. */
export interface FormMatrix {
  readonly laws: readonly string[];
  readonly rows: readonly { readonly form: string; readonly cells: readonly FormCell[] }[];
}

const order: readonly FormVerdict[] = ['fail', 'error', 'inconclusive', 'not held', 'pass', 'held', 'skipped'];

/** Forms × laws of a target: the worst that a case of each came to; undefined: none was tried. */
export function formMatrix({ scenarios, observations }: TargetReport): FormMatrix | undefined {
  const rows = new Map<string, Map<string, FormVerdict>>();
  const note = ({ form, law }: { readonly form: string; readonly law: string }, seen: FormVerdict): void => {
    const row = rows.get(form) ?? new Map<string, FormVerdict>();
    const before = row.get(law);
    rows.set(form, row.set(law, before === undefined || order.indexOf(seen) < order.indexOf(before) ? seen : before));
  };
  const observed = new Set(observations.flatMap(({ undocumented, scenario }) => (undocumented ? [scenario] : [])));
  for (const { id, cell, verdict } of scenarios) {
    // Where no rule covers it there is nothing to pass: what was observed is all there is.
    if (cell !== undefined && !(observed.has(id) && verdict === 'pass')) note(cell, verdict);
  }
  for (const { undocumented } of observations) {
    if (undocumented) note(undocumented, undocumented.held ? 'held' : 'not held');
  }
  if (rows.size === 0) return undefined;
  const laws = [...new Set([...rows.values()].flatMap((row) => [...row.keys()]))].sort();
  return { laws, rows: [...rows].map(([form, row]) => ({ form, cells: laws.map((law) => row.get(law)) })) };
}
