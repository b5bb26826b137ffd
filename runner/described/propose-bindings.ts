import type { Json } from '../../core/json.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import type { Described, Subject } from '../load/described/described.ts';
import { assignColumns } from './assign-columns.ts';
import { type BindingValues, bindingValues } from './binding-values.ts';
import { findNamed, nameFor } from './find-named.ts';
import { alike, resemblance } from './resemblance.ts';
import type { Table } from './table.ts';

/** What a binding should be, and why. */
export interface Proposal {
  readonly binding: string;
  /** fits: as the protocol has it; found: this; perhaps: this, but nothing in its name says so; open: nobody knows. */
  readonly state: 'fits' | 'found' | 'perhaps' | 'open';
  readonly value?: Json;
  readonly because: string;
}

/**
 * Proposes bindings for tables and columns by what a target tells of itself: what is called as the protocol has it fits; else what resembles it
 * and is of the right kind. Bindings that somebody gave stay as they are.
 */
export function proposeBindings(
  spec: Pick<ProtocolSpec, 'bindings'>,
  { subjects }: Pick<Described, 'subjects'>,
  tables: readonly Table[],
  given: Readonly<Record<string, Json>>,
): readonly Proposal[] {
  // Twice, since a subject may be called as a column of another, and lead to a third.
  let proposals: readonly Proposal[] = [];
  const ownValues = bindingValues(spec, given);
  for (let pass = 0; pass < 2; pass++) {
    const known: Record<string, Json> = { ...valuesOf(proposals), ...given };
    const next: Proposal[] = [];
    const taken = new Set<Table>();
    for (const one of Object.values(subjects)) {
      const subject = pass === 0 ? leadingAnywhere(one) : one;
      const own = tables.filter(({ kind }) => kind === (subject.kind ?? ''));
      if (own.length === 0) continue;
      const told = proposeSubject(subject, own, { own: ownValues, now: bindingValues(spec, known) }, taken);
      for (const one of told) {
        if (Object.hasOwn(given, one.binding)) continue;
        const before = next.findIndex(({ binding }) => binding === one.binding);
        if (before < 0) next.push(asOwn(one, spec));
        if (before < 0 && one.value !== undefined && one.state === 'found') known[one.binding] = one.value;
      }
    }
    proposals = next;
  }
  return proposals;
}

/** The same, for the time when nobody knows what the tables are called that its columns lead to. */
function leadingAnywhere(subject: Subject): Subject {
  const columns = Object.entries(subject.columns).map(([binding, { to: _, ...wanted }]) => [binding, wanted] as const);
  return { ...subject, columns: Object.fromEntries(columns) };
}

/** Values to go on with. */
export function valuesOf(proposals: readonly Proposal[]): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    proposals.flatMap(({ binding, state, value }) =>
      state === 'found' && value !== undefined ? [[binding, value]] : [],
    ),
  );
}

/** What is found and is the protocol's own value fits. */
function asOwn(proposal: Proposal, { bindings }: Pick<ProtocolSpec, 'bindings'>): Proposal {
  return proposal.state === 'found' && bindings[proposal.binding]?.value === proposal.value
    ? { ...proposal, state: 'fits' }
    : proposal;
}

/** Values of bindings before anything was proposed, and with what was. */
interface Ground {
  readonly own: BindingValues;
  readonly now: BindingValues;
}

function proposeSubject(
  subject: Subject,
  tables: readonly Table[],
  ground: Ground,
  taken: Set<Table>,
): readonly Proposal[] {
  const values = ground.own;
  const named = findNamed(subject, tables, ground.now);
  const ranked = (named === undefined ? tables : [named])
    .map((table) => rank(subject, table, ground, { taken, named: table === named }))
    .filter((one) => one !== undefined)
    .toSorted((a, b) => b.score - a.score);
  const [best] = ranked;
  if (best === undefined || (best.nameScore < alike && best.missing > 0)) return noTable(subject, tables);
  taken.add(best.table);
  const isSure = best.nameScore >= alike || (best.columnScore >= alike && best.missing === 0);
  const whose = Object.values(best.table.names)[0] ?? '';
  const doubt = isSure ? '' : ': it fits by its columns, nothing in its name says so';
  return [
    ...Object.entries(subject.names).map(([binding, text]): Proposal => {
      const was = values.written(binding);
      const value = nameFor(text, best.table);
      const fits = was !== undefined && values.fill(was) === values.fill(value);
      const because = fits ? 'is there' : `resembles ${was}${doubt}`;
      return { binding, state: isSure ? 'found' : 'perhaps', value: fits ? (was ?? value) : value, because };
    }),
    ...best.columns.map((one): Proposal => {
      if (one.column === undefined)
        return {
          binding: one.binding,
          state: 'open',
          because: `${whose} has no ${one.wanted} of that kind${one.rest}`,
        };
      const state = isSure && one.sure ? 'found' : 'perhaps';
      return { binding: one.binding, state, value: one.column, because: `${one.because} of ${whose}` };
    }),
  ];
}

function noTable({ names, columns }: Subject, tables: readonly Table[]): readonly Proposal[] {
  const called = tables.map((table) => Object.values(table.names)[0] ?? '');
  const some = called.slice(0, 5).join(', ');
  const rest = called.length > 5 ? `, and ${called.length - 5} more` : '';
  const [first = '', ...others] = [...Object.keys(names), ...Object.keys(columns)];
  return [
    { binding: first, state: 'open', because: `nothing there resembles it; there are: ${some}${rest}` },
    ...others.map((binding): Proposal => ({ binding, state: 'open', because: `goes with ${first}` })),
  ];
}

interface Ranked {
  readonly table: Table;
  readonly score: number;
  readonly nameScore: number;
  readonly columnScore: number;
  readonly missing: number;
  readonly columns: ReturnType<typeof assignColumns>;
}

/** How well a table is what a subject is about; undefined: it cannot be. */
function rank(
  subject: Subject,
  table: Table,
  { own, now }: Ground,
  { taken, named }: { readonly taken: ReadonlySet<Table>; readonly named: boolean },
): Ranked | undefined {
  const told = table.columns;
  const keys = Object.values(subject.columns).filter(({ key }) => key !== undefined).length;
  const toldKeys = told?.filter(({ key }) => key === true).length ?? 0;
  if (keys > 0 && toldKeys > 0 && keys !== toldKeys) return undefined;
  const columns = told === undefined ? [] : assignColumns(subject, told, own, now);
  const nameScores = Object.entries(subject.names).map(([binding, text]) =>
    resemblance(bare(own.written(binding) ?? ''), bare(nameFor(text, table))),
  );
  const nameScore = named ? 1 : average(nameScores);
  // Of what nobody told nothing speaks for it.
  const columnScore =
    told === undefined && Object.keys(subject.columns).length > 0
      ? 0
      : average(columns.map(({ likeness }) => likeness));
  const missing = columns.filter(({ column }) => column === undefined).length;
  const score = nameScore + columnScore - missing * 0.5 - (taken.has(table) ? 0.3 : 0);
  return { table, score, nameScore, columnScore, missing, columns };
}

/** Without what comes from other bindings. */
function bare(text: string): string {
  return text.replaceAll(/\$\([^)]*\)/g, '');
}

function average(numbers: readonly number[]): number {
  return numbers.length === 0 ? 1 : numbers.reduce((a, b) => a + b, 0) / numbers.length;
}
