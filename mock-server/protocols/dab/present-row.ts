import { type HeaderField, type HttpResponse, utf8 } from '../../../core/http.ts';
import type { Json } from '../../../core/json.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import type { World } from '../../kernel/world.ts';
import type { Entity } from './entities.ts';
import { contentType } from './errors.ts';
import type { BookRow } from './rows.ts';

/** Columns of a row in the table's order; `select` limits them. */
export function presentRow(entity: Entity, row: BookRow, world: World, select?: readonly string[]): Json {
  const columns = entity.columns.filter(({ name }) => select?.includes(name) ?? true);
  const shown = columns.filter(({ name }) => row[name] !== null || world.keeps('DAB-ENV-008'));
  return Object.fromEntries(shown.map(({ name }) => [name, row[name] ?? null]));
}

/** 200 or 201 with rows in the envelope. */
export function respondRows(
  world: World,
  status: number,
  rows: readonly Json[],
  headers: readonly HeaderField[] = [],
): HttpResponse {
  return respondBody(world, status, world.keeps('DAB-ENV-001') ? { value: rows } : (rows[0] ?? {}), headers);
}

/** 200 or 201 as the vendor page shows it: one flat row, the key and what was sent. */
export function respondFlatRow(
  world: World,
  entity: Entity,
  status: number,
  row: BookRow,
  sent: readonly string[],
  headers: readonly HeaderField[],
): HttpResponse {
  const shown = presentRow(entity, row, world, [...entity.key, ...sent]);
  return respondBody(world, status, world.keeps('DAB-DOC-001') ? shown : { value: [shown] }, headers);
}

function respondBody(world: World, status: number, body: Json, headers: readonly HeaderField[]): HttpResponse {
  const tag: readonly HeaderField[] = world.mutant('sends-etag') ? [['ETag', '"1"']] : [];
  // The relaxed encoder of success bodies escapes only what lies outside the basic plane.
  const text = stringifyJson(body).replaceAll(
    /[\ud800-\udfff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return { status, headers: [...contentType(world), ...tag, ...headers], body: utf8(text) };
}
