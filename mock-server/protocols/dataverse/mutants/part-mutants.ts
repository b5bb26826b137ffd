import { headerValue } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { membersOf } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, done } from '../../../kernel/bugs/when.ts';
import { losing, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { putRow } from '../model/rows.ts';
import { payloadInvalid } from '../refusals.ts';
import { refusingWith, withoutMember } from './answers.ts';
import { about, creates, lastWritten, posts, sets, tableOf, updates } from './exchanges.ts';

const namesCharset: When = ({ request }) => /charset/i.test(headerValue(request.headers, 'Content-Type') ?? '');
const namesNone: When = (exchange) => !namesCharset(exchange);

/** Requests with a body beside PATCH. */
const bodies: readonly (readonly [id: string, words: string, when: When])[] = [
  ['create', 'A create', about('set', 'POST')],
  ['property', 'A PUT on a property', about('property', 'PUT')],
];

/** Stores something else in the row that was written. */
function storing(exchange: Exchange, change: (values: JsonObject) => JsonObject): void {
  const table = tableOf(exchange);
  const row = lastWritten(exchange.store, table);
  putRow(exchange.store, table, { ...row, values: { ...row.values, ...change(row.values) } });
}

function refuse(): ReturnType<typeof payloadInvalid> {
  return payloadInvalid('This cannot be read.');
}

/** Does a PATCH take a row back to the state of a new one? */
const reactivates: When = all(updates, ({ request }) => membersOf(request)['statecode'] === 0);

/** Bugs at one method, one column or one type of value of many. */
export const partMutants: readonly Mutant[] = mutantsOf(
  [
    ...bodies.flatMap(([id, words, when]): MutantRow[] => [
      [
        `${id}-with-charset-refused`,
        `${words} may not name a charset.`,
        'DV-HDR-007',
        refusingWith(all(done(when), namesCharset), refuse),
      ],
      [
        `${id}-without-charset-refused`,
        `${words} must name its charset.`,
        'DV-HDR-007',
        refusingWith(all(done(when), namesNone), refuse),
      ],
    ]),
    ['created-row-is-short', 'The row in the answer to a create has no description.', 'DV-CRT-002'],
    ['upsert-stores-texts-only', 'An upsert that creates stores texts and nothing else.', 'DV-UPS-001'],
    ['false-is-stored-as-null', 'A PUT of false on a property clears it.', 'DV-PRP-001'],
    ['property-takes-no-numbers', 'A PUT of a number on a property is refused.', 'DV-PRP-001'],
    ['amounts-are-rounded-up', 'A PUT of a number on a property stores another one.', 'DV-PRP-001'],
    ['select-alone-loses-the-update', '$select without a preference makes an update do nothing.', 'DV-PRF-006'],
    ['minimal-loses-the-update', 'Who prefers the minimum gets no update.', 'DV-PRF-010'],
    ['reactivation-keeps-the-status', 'A row that is taken back to its first state keeps its status.', 'DV-STA-001'],
    ['second-key-column-in-body-counts', 'A value of the second key column in a body moves the row.', 'DV-AK-005'],
  ],
  {
    'created-row-is-short': withoutMember(answered(posts, 201), () => 'description'),
    'upsert-stores-texts-only': writing(creates, (exchange) =>
      storing(exchange, (values) =>
        Object.fromEntries(
          tableOf(exchange)
            .columns.filter(
              ({ name, type, writable }) =>
                writable && type.kind !== 'text' && type.kind !== 'status' && typeof values[name] === 'number',
            )
            .map(({ name }) => [name, null]),
        ),
      ),
    ),
    'false-is-stored-as-null': writing(
      all(sets, ({ request }) => membersOf(request)['value'] === false),
      (exchange) => storing(exchange, (values) => ('creditonhold' in values ? { creditonhold: null } : {})),
    ),
    'property-takes-no-numbers': refusingWith(
      all(sets, ({ request }) => typeof membersOf(request)['value'] === 'number'),
      refuse,
    ),
    'amounts-are-rounded-up': writing(
      all(sets, ({ request }) => Number(membersOf(request)['value']) > 2),
      (exchange) => storing(exchange, () => ({ revenue: 1, address1_latitude: 1 })),
    ),
    'select-alone-loses-the-update': losing(decidedBy('DV-PRF-006')),
    'minimal-loses-the-update': losing(decidedBy('DV-PRF-010')),
    'reactivation-keeps-the-status': writing(reactivates, (exchange) => storing(exchange, () => ({ statuscode: 2 }))),
    'second-key-column-in-body-counts': writing(
      all(decidedBy('DV-AK-005'), updates, ({ request }) =>
        Object.keys(membersOf(request)).some((name) => /key2/i.test(name)),
      ),
      (exchange) =>
        storing(exchange, () =>
          Object.fromEntries(Object.entries(membersOf(exchange.request)).filter(([name]) => /key2/i.test(name))),
        ),
    ),
  },
);
