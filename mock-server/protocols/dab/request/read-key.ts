import type { Json } from '../../../../core/json.ts';
import { isRefused, type Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { refuse, type SubStatusCode } from '../errors.ts';
import type { Column, Entity } from '../model/entity.ts';
import * as seams from '../seams.ts';
import { convertValue } from '../write/convert-value.ts';
import type { Call } from './call.ts';
import { decodePath } from './decode-path.ts';
import type { Form } from './write-form.ts';

/** A key from the URL. */
export interface KeyInUrl {
  /** "id: 1000", in the URL's order and spelling, as messages print it. */
  readonly text: string;
  /** Converted, by column. */
  readonly values: Readonly<Record<string, Json>>;
}

interface Part {
  /** As the URL spells it. */
  readonly name: string;
  readonly text: string;
  readonly column: Column | undefined;
}

/** Reads "col1/v1/col2/v2" (rules DAB-KEY-001 to 009). Of a write its form tells which rules are asked. */
export function readKey({ entity, keyRoute, world }: Call, form?: Form): KeyInUrl | Refused {
  const rule = (own: string): string => (form?.star ? 'DAB-IFM-027' : own);
  const raw = keyRoute.split('/');
  const segments = world.through(seams.segmentsOfKey, raw.map(decodePath), { raw });
  if (segments.length % 2 !== 0) {
    const emptyAtEdge = segments.at(-1) === '' || segments[0] === '';
    return refuseKey(
      world,
      rule(emptyAtEdge ? 'DAB-KEY-013' : 'DAB-KEY-005'),
      'BadRequest',
      'Support for url template with implicit primary key field names is not yet added.',
    );
  }
  const parts = pairUp(entity, segments, world);
  const refusal = checkParts(entity, parts, rule, world);
  if (refusal) return refusal;
  const values: Record<string, Json> = {};
  for (const { column, text } of parts) {
    if (!column) continue;
    const converted = convertValue({ column, sent: text, inUrl: true }, rule('DAB-KEY-008'), world);
    if (isRefused(converted)) return converted;
    values[column.name] = converted.value;
  }
  return { text: parts.map(({ name, text }) => `${name}: ${text}`).join(', '), values };
}

/** The column of this exposed name, letter case aside, as the URL may spell it. A mapped column has no other name. */
export function columnInUrl(entity: Entity, name: string, world: World): Column | undefined {
  return entity.columns.find(
    ({ exposed }) => exposed === name || (exposed.toLowerCase() === name.toLowerCase() && world.keeps('DAB-KEY-009')),
  );
}

function pairUp(entity: Entity, segments: readonly string[], world: World): Part[] {
  return segments.flatMap((text, i) => {
    const name = i % 2 === 0 ? undefined : segments[i - 1];
    return name === undefined ? [] : [{ name, text, column: columnInUrl(entity, name, world) }];
  });
}

function checkParts(
  entity: Entity,
  parts: readonly Part[],
  rule: (own: string) => string,
  world: World,
): Refused | undefined {
  const names = parts.map(({ name }) => name);
  const blank = parts.find(({ text }) => text.trim() === '');
  if (blank && (blank.text === '' || world.keepsFor('blank', 'DAB-KEY-015')))
    return refuseKey(
      world,
      rule('DAB-KEY-006'),
      'BadRequest',
      'The request is invalid since it contains a primary key with no value specified.',
    );
  if (new Set(names).size < parts.length)
    return refuseKey(
      world,
      rule('DAB-KEY-007'),
      'BadRequest',
      'The request is invalid since it contains duplicate primary keys.',
    );
  if (parts.length !== entity.key.length)
    return refuseKey(
      world,
      rule('DAB-KEY-002'),
      'BadRequest',
      'Primary key column(s) provided do not match DB schema.',
    );
  const unknown = parts.find(({ column }) => column === undefined);
  if (unknown)
    return refuseKey(
      world,
      rule(world.features.has('lenient-body') ? 'DAB-STR-003' : 'DAB-KEY-003'),
      'InvalidIdentifierField',
      `Primary key column: ${unknown.name} not found in the entity definition.`,
    );
  const foreign = parts.find(({ column }) => column && !entity.key.includes(column.name));
  if (foreign)
    return refuseKey(
      world,
      rule('DAB-KEY-004'),
      'InvalidIdentifierField',
      `The request is invalid since the primary keys: ${foreign.name} requested were not found in the entity definition.`,
    );
  // Any order of key columns will do.
  world.cites('DAB-KEY-001');
  return undefined;
}

function refuseKey(world: World, rule: string, code: SubStatusCode, message: string): Refused {
  world.cites(rule);
  return refuse(world, 400, code, message);
}
