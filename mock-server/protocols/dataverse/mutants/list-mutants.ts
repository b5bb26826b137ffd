import { isJsonArray, isJsonObject, type Json, jsonObject } from '../../../../core/json.ts';
import { type Attachment, around, type Exchange } from '../../../kernel/bug.ts';
import {
  answering,
  changingMember,
  type When,
  withJson,
  withoutHeader,
} from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { optionOf, withOptions } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, on } from '../../../kernel/bugs/when.ts';
import { taking, withoutField } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondData, withVersion } from '../respond.ts';
import { tableOf } from './exchanges.ts';

const lists = decidedBy('DV-LST-001');
const counted = decidedBy('DV-LST-007');

/** Bugs in lists. */
export const listMutants: readonly Mutant[] = mutantsOf(
  [
    ['listed-without-tags', 'The rows of a list have no tags.', 'DV-LST-001'],
    ['listed-with-other-tags', 'The rows of a list have tags of an older state.', 'DV-LST-001'],
    ['listed-without-keys', 'The rows of a list have no primary keys.', 'DV-LST-001'],
    ['list-with-the-context-of-a-row', 'The context of a list ends in $entity.', 'DV-LST-001'],
    ['top-passed-over', '$top is passed over.', 'DV-LST-002', withoutOption('$top')],
    ['order-passed-over', '$orderby is passed over.', 'DV-LST-003', withoutOption('$orderby')],
    ['order-always-ascends', 'A list descends never.', 'DV-LST-003'],
    ['count-passed-over', '$count=true is passed over.', 'DV-LST-004', withoutOption('$count')],
    ['count-of-what-is-shown', '@odata.count is the number of rows shown.', 'DV-LST-004'],
    ['pages-without-end', 'A page has no link to the next one.', 'DV-LST-005'],
    ['pages-over-and-over', 'The link to the next page leads to the first one again.', 'DV-LST-005'],
    ['page-size-only-confirmed', 'The page size is said to be applied, and all rows are shown.', 'DV-LST-005'],
    ['skip-passed-over', '$skip is passed over.', 'DV-LST-006', withoutOption('$skip')],
    ['count-as-json', 'The number of rows is told as JSON.', 'DV-LST-007'],
    ['count-of-all-rows', 'The number of rows is that of the table.', 'DV-LST-007', withoutOption('$filter', counted)],
    ['page-size-not-confirmed', 'Preference-Applied does not name the page size.', 'DV-LST-008'],
    ['page-size-passed-over', 'A page has as many rows as there are.', 'DV-LST-008'],
  ],
  {
    'listed-without-tags': changingRows(() => '@odata.etag'),
    'listed-with-other-tags': changingMember('@odata.etag', lists, (tag) => String(tag).replace('W/"', 'W/"1')),
    'listed-without-keys': changingRows((exchange) => tableOf(exchange).primaryKey),
    'list-with-the-context-of-a-row': changingMember('@odata.context', lists, (url) => `${String(url)}/$entity`),
    'order-always-ascends': taking(decidedBy('DV-LST-003'), ({ request }) =>
      withOptions(request, (name, value) => [name, name === '$orderby' ? value.replace(' desc', '') : value]),
    ),
    'count-of-what-is-shown': withJson(decidedBy('DV-LST-004'), (body) =>
      isJsonObject(body) && isJsonArray(body['value'])
        ? jsonObject([...Object.entries(body), ['@odata.count', body['value'].length]])
        : body,
    ),
    'pages-without-end': withJson(decidedBy('DV-LST-005'), (body) =>
      isJsonObject(body) ? jsonObject(Object.entries(body).filter(([name]) => name !== '@odata.nextLink')) : body,
    ),
    'pages-over-and-over': withoutOption('$skiptoken'),
    'page-size-only-confirmed': around(decidedBy('DV-LST-005'), ({ request, response, instead }) => ({
      ...instead(withoutField(request, 'Prefer')),
      headers: response.headers,
    })),
    'count-as-json': answering(counted, ({ world }) => withVersion(world, respondData(world, 200, { value: 3 }))),
    'page-size-not-confirmed': withoutHeader('Preference-Applied', decidedBy('DV-LST-008')),
    'page-size-passed-over': taking(decidedBy('DV-LST-008'), ({ request }) => withoutField(request, 'Prefer')),
  },
  {},
);

/** Passes over a query option of a list, whatever the sound server makes of it. */
function withoutOption(option: string, when: When = on('GET')): Attachment {
  return taking(
    all(when, ({ request }) => optionOf(request, option) !== undefined),
    ({ request }) => withOptions(request, (name, value) => (name === option ? undefined : [name, value])),
  );
}

/** Shows the rows of a list without a member. */
function changingRows(member: (exchange: Exchange) => string): Attachment {
  const without = (row: Json, name: string): Json =>
    isJsonObject(row) ? jsonObject(Object.entries(row).filter(([key]) => key !== name)) : row;
  return withJson(lists, (body, exchange) =>
    isJsonObject(body) && isJsonArray(body['value'])
      ? { ...body, value: body['value'].map((row: Json) => without(row, member(exchange))) }
      : body,
  );
}
