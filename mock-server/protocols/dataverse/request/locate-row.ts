import type { Call } from '../../../kernel/call.ts';
import type { World } from '../../../kernel/world.ts';
import { findByKey, rowsOf } from '../model/rows.ts';
import { type AlternateKey, findColumn, lookupValueName, type TableModel } from '../model/table.ts';
import type { Refusal } from '../refusal.ts';
import { badUrl, keyInvalid, keyMissing, rowMissing } from '../refusals.ts';
import { rowOfKey } from '../seams.ts';
import { locatePartitioned } from './locate-partitioned.ts';
import type { Location } from './location.ts';
import type { KeyLiteral, KeyPredicate } from './parse-key.ts';
import type { QueryOptions } from './parse-query.ts';

/** Finds the row a key names. Refuses keys that the table does not declare and literals of another type. */
export function locateRow(
  call: Call & { readonly query?: QueryOptions },
  table: TableModel,
  predicate: KeyPredicate,
): Location | Refusal {
  const { store, world } = call;
  if (table.elastic) return locatePartitioned(call, table, predicate);
  const id = primaryId(table, predicate);
  if (id !== undefined)
    return { table, row: rowsOf(store, table).get(id), id, key: undefined, keyValues: {}, keyText: id };
  if (predicate.kind === 'bare') return badUrl();
  const { parts } = predicate;
  const declared = table.keys.filter((one) => isDeclared(one, world));
  const key = declared.find(
    ({ columns }) => columns.length === parts.length && parts.every(([name]) => columns.includes(name)),
  );
  if (!key) world.cites('DV-AK-013');
  if (!key) return keyInvalid(table);
  if (!parts.every(([name, literal]) => fits(table, name, literal)) && world.keeps('DV-AK-023'))
    return keyInvalid(table);
  const keyValues = Object.fromEntries(parts.map(([name, { value }]) => [name, value]));
  const search = { store, table, key, values: keyValues };
  const found = world.through(rowOfKey, findByKey(store, table, key, keyValues), search);
  const keyText = parts.map(([name, { written }]) => `${name}=${encodeURIComponent(written)}`).join(',');
  const row = found === undefined ? undefined : rowsOf(store, table).get(found);
  return { table, row, id: undefined, key, keyValues, keyText };
}

/** The refusal that says this row is not there, in the words of the key the request used. */
export function notThere({ table, id }: Location): Refusal {
  return id === undefined ? keyMissing(table) : rowMissing(table, id);
}

function primaryId(table: TableModel, predicate: KeyPredicate): string | undefined {
  if (predicate.kind === 'bare') return predicate.literal.kind === 'guid' ? String(predicate.literal.value) : undefined;
  const [part, ...others] = predicate.parts;
  const isPrimary = part !== undefined && others.length === 0 && part[0] === table.primaryKey;
  return isPrimary && part[1].kind === 'guid' ? String(part[1].value) : undefined;
}

/** A key with a lookup in it is one of the second kind, which a server may lack. */
function isDeclared({ columns }: AlternateKey, world: World): boolean {
  return world.features.has('second-key') || !columns.some((name) => name.startsWith('_'));
}

function fits(table: TableModel, name: string, literal: KeyLiteral): boolean {
  if (table.lookups.some((lookup) => lookupValueName(lookup) === name)) return literal.kind === 'guid';
  const kind = findColumn(table, name)?.type.kind;
  return kind === 'integer' ? literal.kind === 'number' : kind === 'text' ? literal.kind === 'text' : false;
}
