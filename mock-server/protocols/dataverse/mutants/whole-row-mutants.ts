import { isJsonArray, isJsonObject, type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import type { Attachment } from '../../../kernel/bug.ts';
import { type When, withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { optionOf } from '../../../kernel/bugs/other-request.ts';
import { all, answered } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { about, patches } from './exchanges.ts';

const whole: When = ({ request }) => optionOf(request, '$select') === undefined;
const rows = all(answered(about('row', 'GET'), 200), whole);
const lists = all(answered(about('set', 'GET'), 200), whole);
const updated = all(answered(patches, 200), whole);
const upserted = all(answered(patches, 201), whole);
const created = all(answered(about('set', 'POST'), 201), whole);
const isLink = (name: string): boolean => /^_.*_value$/.test(name);

/** Bugs of rows that are shown whole: one who shows them knows other columns than the others. */
export const wholeRowMutants: readonly Mutant[] = mutantsOf([
  [
    'lists-leave-out-links',
    'A list that selects nothing leaves out the links of its rows.',
    'DV-GET-011',
    leaving(lists),
  ],
  ['rows-leave-out-links', 'A row leaves out its links where nothing is selected.', 'DV-GET-011', leaving(rows)],
  [
    'lists-show-the-old-owner',
    'A list that selects nothing shows another owner than the row has.',
    'DV-GET-011',
    owning(lists),
  ],
  [
    'updated-row-leaves-out-links',
    'The answer to a PATCH that updates leaves out links.',
    'DV-PRF-005',
    leaving(updated),
  ],
  ['updated-row-has-another-owner', 'The answer to a PATCH shows another owner.', 'DV-PRF-005', owning(updated)],
  [
    'upserted-row-leaves-out-links',
    'The answer to a PATCH that creates leaves out links.',
    'DV-PRF-005',
    leaving(upserted),
  ],
  [
    'upserted-row-has-another-owner',
    'The answer to a PATCH that creates shows another owner.',
    'DV-PRF-005',
    owning(upserted),
  ],
  ['created-row-leaves-out-links', 'The answer to a POST leaves out links.', 'DV-CRT-002', leaving(created)],
  ['created-row-has-another-owner', 'The answer to a POST shows another owner.', 'DV-CRT-002', owning(created)],
]);

/** Shows rows without the values of their lookups. */
function leaving(when: When): Attachment {
  return withJson(when, (body) =>
    inRows(body, (row) => jsonObject(Object.entries(row).filter(([name]) => !isLink(name)))),
  );
}

/** Shows rows with an owner that is nobody. */
function owning(when: When): Attachment {
  return withJson(when, (body) =>
    inRows(body, (row) => ({ ...row, _ownerid_value: '00000000-0000-0000-dead-000000000000' })),
  );
}

/** A row, or every row of a list. */
function inRows(body: Json, change: (row: JsonObject) => JsonObject): Json {
  if (!isJsonObject(body)) return body;
  const { value } = body;
  if (!isJsonArray(value)) return change(body);
  return { ...body, value: value.map((row) => (isJsonObject(row) ? change(row) : row)) };
}
