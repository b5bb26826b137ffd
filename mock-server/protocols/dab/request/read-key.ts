import type { Json } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { isRefusal, type Refusal, refuse, type SubStatusCode } from '../errors.ts';
import { type Column, type Entity, keyColumns } from '../model/entity.ts';
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
export function readKey(call: Call, form?: Form): KeyInUrl | Refusal {
  const { request, world } = call;
  const read = readParts(call, (own) => (form?.star ? 'DAB-IFM-027' : own));
  // The bug is to take a faulty key for a row that is not there, by one method.
  const spoiled = isRefusal(read) && world.mutant(`faulty-keys-are-404-on-${request.method.toLowerCase()}`);
  return spoiled ? refuse(world, 404, 'EntityNotFound', 'Not found.') : read;
}

function readParts({ entity, keyRoute, world }: Call, rule: (own: string) => string): KeyInUrl | Refusal {
  const segments = splitKey(keyRoute, world);
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
    const converted = convertValue(column, text, { rule: rule('DAB-KEY-008'), spelling: 'DAB-KEY-014' }, world);
    if (isRefusal(converted)) return converted;
    values[column.name] = converted.value;
  }
  const shown = (part: Part): string =>
    world.mutant('key-text-in-own-spelling') ? (part.column?.exposed ?? part.name) : part.name;
  return { text: parts.map((part) => `${shown(part)}: ${part.text}`).join(', '), values };
}

function splitKey(keyRoute: string, world: World): string[] {
  const segments = keyRoute.split('/').map((segment) => decodePath(segment, world));
  return segments.length === 3 && world.mutant('slash-belongs-to-the-value')
    ? [...segments.slice(0, 1), segments.slice(1).join('/')]
    : segments;
}

/** The column of this exposed name, letter case aside, as the URL may spell it. */
export function columnInUrl(entity: Entity, name: string, world: World): Column | undefined {
  const column = entity.columns.find(({ exposed }) => exposed.toLowerCase() === name.toLowerCase());
  if (column) return column.exposed === name || world.keeps('DAB-KEY-009') ? column : undefined;
  // A mapped column goes by its exposed name alone.
  const raw = entity.columns.find((one) => one.name === name);
  return raw && !world.keeps('DAB-BOD-009') ? raw : undefined;
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
): Refusal | undefined {
  const names = parts.map(({ name }) => name);
  const blank = parts.find(({ text }) => text.trim() === '');
  if (blank && !(blank.text !== '' && world.mutant('blank-key-is-a-value')))
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
  return checkOrder(entity, parts, world);
}

/** Any order of key columns will do. */
function checkOrder(entity: Entity, parts: readonly Part[], world: World): Refusal | undefined {
  const inOrder = keyColumns(entity).every(({ name }, i) => parts[i]?.column?.name === name);
  if (inOrder || world.keeps('DAB-KEY-001')) return undefined;
  return refuse(world, 400, 'BadRequest', 'Primary key column(s) provided do not match DB schema.');
}

/** A key that cannot be read is 400; the bug is to take it for a row that is not there. */
function refuseKey(world: World, rule: string, code: SubStatusCode, message: string): Refusal {
  return world.keeps(rule) ? refuse(world, 400, code, message) : refuse(world, 404, 'EntityNotFound', message);
}
