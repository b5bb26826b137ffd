import { nearestName } from '../../../core/nearest-name.ts';
import { rollBack, type Store } from '../../kernel/store.ts';
import type { Workbench } from '../../kernel/workbench.ts';
import type { World } from '../../kernel/world.ts';
import type { GivenRow, GivenRows, RowFault } from './given-row.ts';

/**
 * Puts rows into a store, all or none: what is wrong with them, nothing if they are in. A row may refer to one that is given
 * after it.
 */
export function plantRows(store: Store, world: World, workbench: Workbench, given: GivenRows): readonly RowFault[] {
  const unknown = faultsOfNames(given, workbench, world);
  if (unknown.length > 0) return unknown;
  return store.transaction(() => {
    let waiting: readonly GivenRow[] = given.rows;
    for (;;) {
      const faults: RowFault[] = [];
      const left = waiting.filter((given) => {
        const problem = workbench.insert(store, given.table, given.row, world);
        if (problem === undefined) return false;
        const place = given.members.get(problem.member ?? '') ?? given.place;
        faults.push({ place, message: problem.message });
        return true;
      });
      if (left.length === 0) return [];
      // Whatever goes in may be what another row was waiting for.
      if (left.length === waiting.length) return rollBack<readonly RowFault[]>(faults);
      waiting = left;
    }
  });
}

/** Tables and columns that are not there: nothing is put anywhere by guessing. */
function faultsOfNames({ rows, tables: named }: GivenRows, workbench: Workbench, world: World): RowFault[] {
  const tables = new Map(workbench.tables(world).map((table) => [table.name, table]));
  const faults = [...named].flatMap(([name, place]) =>
    tables.has(name) ? [] : [fault(place, `there is no table "${name}"`, name, [...tables.keys()])],
  );
  const told = new Set<string>();
  for (const { table: name, members } of rows) {
    const known = tables.get(name)?.members;
    for (const [member, place] of known ? members : []) {
      // The one header of a CSV file is at fault, not each of its lines.
      const said = `${name} ${member}`;
      if (known?.has(member) || told.has(said)) continue;
      told.add(said);
      faults.push(fault(place, `${name} has no column "${member}"`, member, [...(known?.keys() ?? [])]));
    }
  }
  return faults;
}

function fault(place: RowFault['place'], message: string, name: string, known: readonly string[]): RowFault {
  const near = nearestName(name, known);
  return { place, message, hint: near === undefined ? `there are: ${known.join(', ')}` : `did you mean "${near}"?` };
}
