import { type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import type { AttributeType, Definition } from '../model/definitions.ts';
import type { FragmentRow } from '../model/fragment-row.ts';
import { fragmentAsShown } from '../seams.ts';
import { type Language, localise } from './language.ts';

/** An id as this server spells it. */
export function renderId(id: string, world: World): string {
  return world.variant('upper-case-guids') ? id.toUpperCase() : id;
}

/** A fragment as a read shows it: ID, TimeStamp and every attribute of its definition (M42-GET-001). */
export function renderFragment(
  definition: Definition,
  row: FragmentRow,
  world: World,
  language?: Language,
): JsonObject {
  const members: [string, Json][] = [
    ['ID', renderId(row.id, world)],
    ['TimeStamp', row.timeStamp],
  ];
  for (const [name, type] of Object.entries(definition.attributes)) {
    const value = localise(definition, name, row.values[name] ?? null, language);
    if (value === null && world.variant('empty-attributes-left-out')) continue;
    members.push([name, renderValue(value, type, world)]);
  }
  if (world.variant('audit-attributes')) members.push(['ModifiedDate', new Date(row.writtenAt).toISOString()]);
  if (world.variant('display-string-in-reads') && definition.display !== 'DisplayString')
    members.push(['DisplayString', displayOf(definition, row, language)]);
  return world.through(fragmentAsShown, jsonObject(members), { definition, row });
}

/** What a fragment is called: a text, also where it is called by a number. */
export function displayOf(definition: Definition, { values }: FragmentRow, language?: Language): string {
  return String(localise(definition, definition.display, values[definition.display] ?? '', language));
}

/** A value as a read shows it. */
export function renderValue(value: Json, type: AttributeType, world: World): Json {
  if (value === null && type === 'text') world.cites('M42-UPD-005');
  if (type === 'date' && typeof value === 'string' && world.variant('dates-with-seven-digits'))
    return value.replace(/(?:\.(\d+))?Z$/, (_, digits: string = '') => `.${digits.padEnd(7, '0')}Z`);
  if (value === null || type !== 'flag') return value;
  world.cites('M42-UPD-018');
  return world.variant('flags-as-booleans') ? value === 1 : value;
}
