import type { HttpRequest } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject } from '../../../../core/json.ts';
import { jsonEquals } from '../../../../core/json-equals.ts';
import { atSeam, type Exchange, memoryOf } from '../../../kernel/bug.ts';
import { type When, withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { optionOf } from '../../../kernel/bugs/other-request.ts';
import { all, done, on } from '../../../kernel/bugs/when.ts';
import { taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Entity } from '../model/entity.ts';
import { type Row, rowKey, rowsOf } from '../model/rows.ts';
import * as seams from '../seams.ts';
import { computed } from '../write/compose-row.ts';
import { callOf, hasNoRow, rowOf, sendsStar, withoutTag } from './around/exchanges.ts';

const deleted: When = done(on('DELETE'));
const isUpsert: When = on('PUT', 'PATCH');

/** Bugs that take another row, or one that is gone, for the one that is meant. */
export const otherRowMutants: readonly Mutant[] = [
  ...family(
    {
      'star-put-finds-a-row-beside': ['PUT', 'DAB-IFM-003'],
      'star-patch-finds-a-row-beside': ['PATCH', 'DAB-IFM-004'],
    } as const,
    ([method, rule]) => ({
      title: `A ${method} with a star is content with a row that shares the first part of the key, and inserts the missing one.`,
      fails: [rule],
      at: [taking(all(on(method), sendsStar, hasNoRow, hasRowBeside), withoutTag)],
    }),
  ),
  ...mutantsOf([
    [
      'writes-forget-letter-case',
      'A write finds a text key in any letter case, and a read does not.',
      ['DAB-PUT-005', 'DAB-PAT-002'],
      taking(
        all(isUpsert, hasNoRow, (exchange) => inOtherCase(exchange) !== undefined),
        (exchange) => toOtherCase(exchange),
      ),
    ],
    [
      'deleted-row-is-filled-again',
      'An insert fills what is left out with what a deleted row of that key had.',
      ['DAB-PUT-009', 'DAB-PAT-005', 'DAB-PUT-010', 'DAB-PAT-002'],
      writing(deleted, rememberDeleted),
      atSeam(
        seams.rowOfWrite,
        (row, write) => computed(write.entity, { ...row, ...deletedBy(write), ...write.values }),
        (write) => write.before === undefined && deletedBy(write) !== undefined,
      ),
    ],
    [
      'continuation-counts-rows',
      'The continuation of a list is a number of rows: what is deleted from an earlier page is missing from the next.',
      'DAB-LST-005',
      writing(deleted, (exchange) => {
        const call = callOf(exchange);
        if (call) memoryOf(exchange.store, 'continuation-counts-rows').put(call.entity.name, {});
      }),
      withJson(all(on('GET'), goesOnAfterDelete), (body) =>
        isJsonObject(body) && isJsonArray(body['value']) ? { ...body, value: body['value'].slice(1) } : body,
      ),
    ],
  ]),
];

/** Is there a row that has the first part of a key of several, and not the rest? */
function hasRowBeside(exchange: Exchange): boolean {
  const named = rowOf(exchange);
  const [first, second] = named?.call.entity.key ?? [];
  if (!named || first === undefined || second === undefined) return false;
  return rowsBefore(exchange, named.call.entity).some((row) =>
    jsonEquals(row[first] ?? null, named.key[first] ?? null),
  );
}

function rowsBefore({ before }: Exchange, entity: Entity): readonly Row[] {
  return [...rowsOf(before, entity).entries()].map(([, row]) => row);
}

/** The key of a row that differs from the one in the URL in letter case alone; undefined: there is none. */
function inOtherCase(exchange: Exchange): string | undefined {
  const named = rowOf(exchange);
  if (!named) return undefined;
  const { entity } = named.call;
  const wanted = rowKey(entity, named.key);
  const texts = rowsBefore(exchange, entity).map((row) => rowKey(entity, row));
  return texts.find((text) => text !== wanted && text.toLowerCase() === wanted.toLowerCase());
}

function toOtherCase(exchange: Exchange): HttpRequest {
  const { request } = exchange;
  return { ...request, target: request.target.replace(/[^/]*$/, encodeURIComponent(inOtherCase(exchange) ?? '')) };
}

function rememberDeleted(exchange: Exchange): void {
  const named = rowOf(exchange);
  if (!named?.was) return;
  const { entity } = named.call;
  memoryOf<Row>(exchange.store, `deleted/${entity.table}`).put(rowKey(entity, named.key), named.was);
}

/** What a deleted row had; undefined: none of this key was deleted. */
function deletedBy({ store, entity, values }: seams.Composition): Row | undefined {
  return memoryOf<Row>(store, `deleted/${entity.table}`).get(rowKey(entity, values));
}

function goesOnAfterDelete(exchange: Exchange): boolean {
  const call = callOf(exchange);
  if (!call || optionOf(exchange.request, '$after') === undefined) return false;
  return memoryOf(exchange.store, 'continuation-counts-rows').get(call.entity.name) !== undefined;
}
