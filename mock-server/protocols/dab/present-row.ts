import { type HeaderField, type HttpResponse, utf8 } from '../../../core/http.ts';
import type { Json } from '../../../core/json.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import type { World } from '../../kernel/world.ts';
import type { Selected } from './check-query.ts';
import { contentType } from './content-type.ts';
import type { Entity } from './entity.ts';
import type { Row } from './rows.ts';

/** These columns of a row, in this order; null is spelled out. */
export function presentRow(row: Row, columns: readonly Selected[], world: World): Json {
  const shown = columns.filter(({ column }) => row[column] !== null || world.keeps('DAB-ENV-008'));
  return Object.fromEntries(shown.map(({ column, as }) => [as, row[column] ?? null]));
}

/** Columns under their own names, in the table's order; `only` limits them. */
export function columnsOf(entity: Entity, only?: readonly string[]): Selected[] {
  const names = entity.columns.map(({ name }) => name).filter((name) => only?.includes(name) ?? true);
  return names.map((name) => ({ column: name, as: name }));
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

/** 200 or 201 as the vendor page shows it: one flat row. */
export function respondFlatRow(world: World, status: number, row: Json, headers: readonly HeaderField[]): HttpResponse {
  return respondBody(world, status, world.keeps('DAB-DOC-001') ? row : { value: [row] }, headers);
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
