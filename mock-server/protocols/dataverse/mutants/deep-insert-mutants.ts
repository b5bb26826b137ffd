import { isJsonArray, isJsonObject, type Json, jsonObject } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { jsonOf, membersOf, withMembers, withText } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, done } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { payloadInvalid } from '../refusals.ts';
import { linkOfNested } from '../seams.ts';
import { answeringEmptyObject, refusingWith } from './answers.ts';
import { about } from './exchanges.ts';

const deep = done(decidedBy('DV-DEEP-001'));

/** Bugs in rows that are created together. */
export const deepMutants: readonly Mutant[] = mutantsOf(
  [
    [
      'deep-insert-answers-201',
      'Rows created together are answered 201.',
      ['DV-DEEP-001', 'DV-DEEP-002', 'DV-DEEP-003'],
      answeringEmptyObject(201, answered(deep, 204)),
    ],
    [
      'deep-insert-makes-the-first-alone',
      'Of rows created together only the first is made.',
      ['DV-DEEP-001', 'DV-DEEP-002', 'DV-DEEP-003'],
    ],
    ['deep-insert-forgets-links', 'Rows created together are not linked by lookups.', 'DV-DEEP-001'],
    [
      'deep-insert-forgets-owners',
      'Rows in a list are not linked to the row that has it.',
      ['DV-DEEP-002', 'DV-DEEP-003'],
    ],
    ['deep-insert-takes-the-first-of-a-list', 'Of a list of rows the first is made.', 'DV-DEEP-002'],
    ['deep-insert-takes-the-last-of-a-list', 'Of a list of rows the last is made.', 'DV-DEEP-002'],
    ['deep-insert-one-level-deep', 'Rows in rows are passed over.', 'DV-DEEP-003'],
    [
      'deep-insert-half-done',
      'Of rows created together stays what was made before one was refused.',
      'DV-DEEP-004',
      off('DV-DEEP-004'),
    ],
    ['deep-insert-passes-over-what-is-wrong', 'Rows are created without what is wrong in them.', 'DV-DEEP-004'],
    ['list-of-addresses-takes-the-first', 'Of a list of addresses the first is bound.', 'DV-DEEP-005'],
    ['list-of-addresses-takes-the-last', 'Of a list of addresses the last is bound.', 'DV-DEEP-005'],
    ['list-of-addresses-refused', 'Rows cannot be bound to a new one by a list.', 'DV-DEEP-005'],
  ],
  {
    'deep-insert-makes-the-first-alone': taking(deep, ({ request }) =>
      withMembers(request, (name, value) => (isJsonObject(value) || isJsonArray(value) ? [] : [[name, value]])),
    ),
    'deep-insert-forgets-links': atSeam(
      linkOfNested,
      () => ({}),
      ({ kind }) => kind === 'lookup',
    ),
    'deep-insert-forgets-owners': atSeam(
      linkOfNested,
      () => ({}),
      ({ kind }) => kind === 'collection',
    ),
    'deep-insert-takes-the-first-of-a-list': taking(deep, ({ request }) =>
      withLists(request, (list) => list.slice(0, 1)),
    ),
    'deep-insert-takes-the-last-of-a-list': taking(deep, ({ request }) => withLists(request, (list) => list.slice(-1))),
    'deep-insert-one-level-deep': taking(deep, ({ request }) =>
      withMembers(request, (name, value) => [[name, isJsonObject(value) ? flat(value) : value]]),
    ),
    'deep-insert-passes-over-what-is-wrong': taking(
      all(about('set', 'POST'), answered(decidedBy('DV-DEEP-004'), 400)),
      ({ request }) => withText(request, stringifyJson(withoutWrong(jsonOf(request) ?? {}))),
    ),
    'list-of-addresses-takes-the-first': taking(deep, ({ request }) =>
      withLists(request, (list) => list.slice(0, 1), '@odata.bind'),
    ),
    'list-of-addresses-takes-the-last': taking(deep, ({ request }) =>
      withLists(request, (list) => list.slice(-1), '@odata.bind'),
    ),
    'list-of-addresses-refused': refusingWith(
      all(deep, ({ request }) =>
        Object.entries(membersOf(request)).some(([name, value]) => name.includes('@') && isJsonArray(value)),
      ),
      () => payloadInvalid('This is no address.'),
    ),
  },
);

function withLists(
  request: Exchange['request'],
  change: (list: readonly Json[]) => readonly Json[],
  ending = '',
): ReturnType<typeof withMembers> {
  return withMembers(request, (name, value) => [
    [name, isJsonArray(value) && name.endsWith(ending) ? change(value) : value],
  ]);
}

function flat(row: Json): Json {
  if (!isJsonObject(row)) return row;
  return jsonObject(Object.entries(row).filter(([, value]) => !isJsonArray(value) && !isJsonObject(value)));
}

function withoutWrong(json: Json): Json {
  if (isJsonArray(json)) return json.map(withoutWrong);
  if (!isJsonObject(json)) return json;
  const members = Object.entries(json).filter(([name]) => name !== 'no_such_property');
  return jsonObject(members.map(([name, value]) => [name, withoutWrong(value)]));
}
