import { type HeaderField, type HttpRequest, type HttpResponse, headerValue, utf8 } from '../../../../core/http.ts';
import { type Json, jsonObject } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import type { World } from '../../../kernel/world.ts';
import type { Column, Entity } from '../model/entity.ts';
import type { Row } from '../model/rows.ts';
import { contentType } from './content-type.ts';
import { spellAsDatabase, spellAsProduct } from './spell-value.ts';

/** A column to show, and the name to show it under. */
export interface Shown {
  readonly column: Column;
  readonly as: string;
}

/**
 * These columns of a row; null is spelled out. Reads are rendered by the database: members by length of name, then by
 * name. Writes are rendered by the product: members in the table's order, and some values spelled otherwise.
 */
export function presentRow(row: Row, columns: readonly Shown[], by: 'database' | 'product', world: World): Json {
  world.cites('DAB-ENV-008');
  const ordered = by === 'database' ? [...columns].sort(byLengthOfName) : columns;
  const spell = by === 'database' ? spellAsDatabase : spellAsProduct;
  return jsonObject(ordered.map(({ column, as }) => [as, spell(column, row[column.name] ?? null)]));
}

function byLengthOfName({ as: left }: Shown, { as: right }: Shown): number {
  return left.length - right.length || (left < right ? -1 : 1);
}

/** These columns under their exposed names, in the table's order. */
export function columnsOf(entity: Entity, names: readonly string[] | undefined): Shown[] {
  return entity.columns.filter(({ name }) => names?.includes(name)).map((column) => ({ column, as: column.exposed }));
}

/** 200 or 201 with rows in the envelope. */
export function respondRows(
  request: HttpRequest,
  world: World,
  status: number,
  rows: readonly Json[],
  headers: readonly HeaderField[] = [],
  more: { readonly nextLink?: string } = {},
): HttpResponse {
  world.cites('DAB-ENV-001');
  const body = { value: rows, ...more };
  const charset = headerValue(request.headers, 'accept-charset')?.toLowerCase();
  if (charset?.includes('utf-16') && world.keeps('DAB-NEG-005')) {
    const answer = respondBody(world, status, body, headers, 'utf-16');
    return { ...answer, body: utf16(new TextDecoder().decode(answer.body)) };
  }
  return respondBody(world, status, body, headers);
}

/** 200 or 201 as the vendor page shows it: one flat row. */
export function respondFlatRow(world: World, status: number, row: Json, headers: readonly HeaderField[]): HttpResponse {
  world.cites('DAB-DOC-001');
  return respondBody(world, status, row, headers);
}

function respondBody(
  world: World,
  status: number,
  body: Json,
  headers: readonly HeaderField[],
  charset = 'utf-8',
): HttpResponse {
  // The relaxed encoder of success bodies escapes only what lies outside the basic plane.
  const text = stringifyJson(body).replaceAll(
    /[\ud800-\udfff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return { status, headers: [...contentType(world, charset), ...headers], body: utf8(text) };
}

/** Little-endian as this machine is, without byte order mark. */
function utf16(text: string): Uint8Array {
  return new Uint8Array(Uint16Array.from(text, (unit) => unit.charCodeAt(0)).buffer);
}
