import { type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import type { AttributeType, Definition } from '../model/definitions.ts';
import type { FragmentRow } from '../model/fragment-row.ts';

/** An id as this server spells it. */
export function renderId(id: string, world: World): string {
  return world.variant('upper-case-guids') ? id.toUpperCase() : id;
}

/** A fragment as a read shows it: ID, TimeStamp and every attribute of its definition (M42-GET-001). */
export function renderFragment(definition: Definition, row: FragmentRow, world: World): JsonObject {
  const members: [string, Json][] = [];
  if (!world.mutant('read-without-id')) members.push(['ID', renderId(row.id, world)]);
  if (!world.mutant('read-without-timestamp')) members.push(['TimeStamp', row.timeStamp]);
  const brief = world.mutant('read-without-attributes');
  for (const [name, type] of Object.entries(definition.attributes)) {
    const value = row.values[name] ?? null;
    if (brief && name !== definition.display) continue;
    if (value === null && world.variant('empty-attributes-left-out')) continue;
    members.push([name, renderValue(value, type, world)]);
  }
  if (world.variant('audit-attributes')) members.push(['ModifiedDate', new Date(row.writtenAt).toISOString()]);
  return jsonObject(members);
}

function renderValue(value: Json, type: AttributeType, world: World): Json {
  if (value === null) return type !== 'text' || world.keeps('M42-UPD-005') ? null : '';
  if (type === 'flag') {
    if (world.variant('flags-as-booleans')) return value === 1;
    if (!world.keeps('M42-UPD-018')) return String(value);
  }
  if (type === 'integer' && world.mutant('numbers-as-texts')) return String(value);
  return value;
}
