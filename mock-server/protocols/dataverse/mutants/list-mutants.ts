import { isJsonObject, type Json, jsonObject } from '../../../../core/json.ts';
import type { Attachment, Exchange } from '../../../kernel/bug.ts';
import { changingMember, withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { decidedBy } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { tableOf } from './exchanges.ts';

const lists = decidedBy('DV-LST-001');

/** Bugs in lists. */
export const listMutants: readonly Mutant[] = mutantsOf(
  [
    ['listed-without-tags', 'The rows of a list have no tags.', 'DV-LST-001'],
    ['listed-with-other-tags', 'The rows of a list have tags of an older state.', 'DV-LST-001'],
    ['listed-without-keys', 'The rows of a list have no primary keys.', 'DV-LST-001'],
    ['list-with-the-context-of-a-row', 'The context of a list ends in $entity.', 'DV-LST-001'],
  ],
  {
    'listed-without-tags': changingRows(() => '@odata.etag'),
    'listed-with-other-tags': changingMember('@odata.etag', lists, (tag) => String(tag).replace('W/"', 'W/"1')),
    'listed-without-keys': changingRows((exchange) => tableOf(exchange).primaryKey),
    'list-with-the-context-of-a-row': changingMember('@odata.context', lists, (url) => `${String(url)}/$entity`),
  },
  {},
);

/** Shows the rows of a list without a member. */
function changingRows(member: (exchange: Exchange) => string): Attachment {
  const without = (row: Json, name: string): Json =>
    isJsonObject(row) ? jsonObject(Object.entries(row).filter(([key]) => key !== name)) : row;
  return withJson(lists, (body, exchange) =>
    isJsonObject(body) && Array.isArray(body['value'])
      ? { ...body, value: body['value'].map((row: Json) => without(row, member(exchange))) }
      : body,
  );
}
