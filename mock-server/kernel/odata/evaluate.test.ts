import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactNumber, numberFromText } from '../../../core/exact-number.ts';
import { filters, guidTexts, propertyTypes, textValues } from '../../../tests/support/odata/arbitrary-expression.ts';
import { naiveTruth } from '../../../tests/support/odata/naive-evaluate.ts';
import { checkFilter } from './check-types.ts';
import { evaluate, passesFilter } from './evaluate.ts';
import { parseFilter } from './parse-filter.ts';
import { type OdataValue, toValue } from './value.ts';

const row = {
  id: 5,
  big: new ExactNumber('9007199254740993'),
  name: 'Ada',
  nothing: null,
  key: 'ABCDEFAB-1111-2222-3333-444444444444',
  at: '2024-05-06T05:08:09+00:00',
  flag: true,
};
const types = { key: 'guid', at: 'instant' } as const;

function truthOf(text: string, caseless = false): OdataValue {
  const filter = parseFilter(text, ['item']);
  if (!filter.ok) throw new Error(filter.error.reason);
  const read = ({ names }: { readonly names: readonly string[] }): OdataValue => {
    const name = names.join('/') as keyof typeof row;
    return toValue(row[name], name in types ? types[name as keyof typeof types] : 'text');
  };
  return evaluate(filter.value, { read, caseless });
}

describe('evaluate', () => {
  it.each([
    ["id eq 5 and name eq 'Ada'", true],
    ['id eq 5.0 and id lt 5.0000000000000000001', true],
    ['big eq 9007199254740993 and big gt 9007199254740992', true],
    ["name lt 'Adb' and name gt 'ADA' and name ge 'Ada' and name le 'Ada'", true],
    ['key eq abcdefab-1111-2222-3333-444444444444', true],
    ['at eq 2024-05-06T07:08:09+02:00 and at gt 2024-05-06 and at lt 2024-05-06T05:08:09.000000001Z', true],
    ['at ge 2024-05-06T05:08:09.000Z', true],
    ['flag and not (flag eq false)', true],
    ["@item.name eq 'Ada'", true],
    ["contains(name,'d') and startswith(name,'Ad') and endswith(name,'da') and not contains(name,'D')", true],
    ['-5 lt id and -0.5 gt -1', true],
    ['id eq 4 or id gt 5', false],
    ["name eq 'ada'", false],
  ])('finds %s to be %s', (text, truth) => {
    expect(truthOf(text)).toBe(truth);
  });

  it.each([
    ['nothing eq null', true],
    ['nothing ne null', false],
    ['id ne null and null eq null', true],
    ['id eq null', false],
    ['nothing eq 1', null],
    ['nothing ne 1', null],
    ['nothing eq nothing', null],
    ['nothing gt null', null],
    ['not (nothing eq 1)', null],
    ['nothing eq 1 or true', true],
    ['nothing eq 1 and false', false],
    ['nothing eq 1 or false', null],
    ['nothing eq 1 and true', null],
    ["contains(nothing,'x')", null],
    ['contains(name,nothing)', null],
  ])('takes a missing value as SQL does: %s is %s', (text, truth) => {
    expect(truthOf(text)).toBe(truth);
  });

  it.each(["id eq '5'", 'name eq 5', 'flag eq 1', "key eq 'x'", 'at eq 5', 'name lt true', 'not id', 'key eq at'])(
    'knows no order between types: %s',
    (text) => {
      expect(truthOf(text)).toBeNull();
    },
  );

  it('compares texts without case where the database does', () => {
    expect(truthOf("name eq 'aDA' and contains(name,'D') and 'B' gt 'a'", true)).toBe(true);
    expect(truthOf("name eq 'aDA' or contains(name,'D')", false)).toBe(false);
  });

  it('orders texts by code point, not by code unit', () => {
    expect(truthOf("'\u{1F600}' gt '\uffff' and 'a' lt 'ab' and 'b' gt 'ab'")).toBe(true);
    expect(truthOf("'\u{1F601}' gt '\u{1F600}'")).toBe(true);
  });

  it('agrees with a second evaluator that knows nothing but ranks', () => {
    const values: Readonly<Record<string, fc.Arbitrary<OdataValue>>> = {
      number: fc.constantFrom('-1', '0', '1', '1.0', '2.5', '9223372036854775807').map(numberFromText),
      text: textValues,
      guid: guidTexts.map((text) => toValue(text.toUpperCase(), 'guid')),
      instant: fc
        .constantFrom('1970-01-01', '1970-01-01T00:00:00.5Z', '1970-01-01T00:00:01')
        .map((text) => toValue(text, 'instant')),
      boolean: fc.boolean(),
    };
    const rows = fc.record(
      Object.fromEntries(
        Object.entries(propertyTypes).map(([name, type]) => [
          name,
          fc.option(values[type] as fc.Arbitrary<OdataValue>),
        ]),
      ),
    );
    const seen = new Set<OdataValue>();
    fc.assert(
      fc.property(filters, rows, (filter, values) => {
        const evaluation = {
          read: ({ names }: { readonly names: readonly string[] }) => values[names[0] ?? ''] ?? null,
        };
        const truth = naiveTruth(filter, values);
        const found = evaluate(filter, evaluation);
        seen.add(found);
        expect(checkFilter(filter, ({ names }) => propertyTypes[names[0] ?? ''])).toBeUndefined();
        expect(found).toBe(truth === 0.5 ? null : truth === 1);
        expect(passesFilter(filter, evaluation)).toBe(truth === 1);
      }),
      { numRuns: 2000 },
    );
    expect(seen).toEqual(new Set([true, false, null]));
  });
});
