import { describe, expect, test } from 'vitest';
import { printExpression } from '../../../tests/support/odata/print-expression.ts';
import { parseFilter } from './parse-filter.ts';

const read = (text: string): string => {
  const parsed = parseFilter(text, [], true);
  return parsed.ok ? printExpression(parsed.value) : `${parsed.error.reason} at ${parsed.error.position}`;
};

describe('functions of named parameters and lambdas', () => {
  test.each([
    ["Ns.In(PropertyName='a',PropertyValues=['x','y'])"],
    ["Ns.LastXHours(PropertyName='createdon',PropertyValue=12) and b eq 1"],
    ['Ns.Today(PropertyName=null)'],
    ["orders/any(o:o/name eq 'a' or o/price gt 5)"],
    ['not a/orders/all(o:o/items/any(i:i/name eq o/name))'],
    ['orders/any()'],
  ])('%s', (text) => {
    expect(read(text)).toBe(text);
  });

  test.each([
    ['Ns.In(PropertyName="O\'Brian")', "Ns.In(PropertyName='O''Brian')"],
    ["kind eq Ns.Kind'One'", "kind eq 'One'"],
  ])('%s is %s', (text, same) => {
    expect(read(text)).toBe(same);
  });

  test.each([
    ['orders/all()', 'name-expected at 11'],
    ['orders/any(o o/a eq 1)', 'syntax at 13'],
    ['orders/any(o:o/a eq 1', 'close-or-operator-expected at 21'],
    ['Ns.In(a)', 'syntax at 7'],
    ['Ns.In(a=b)', 'expression-expected at 8'],
    ['Ns.In(a=[1,2)', 'close-or-comma-expected at 12'],
    ['Ns.In(=1)', 'name-expected at 6'],
    ['Ns.In(a=1', 'close-or-comma-expected at 9'],
    ['a eq "x', 'unterminated-text at 5'],
    ['a eq "\\x"', 'literal at 5'],
  ])('%s is %s', (text, fault) => {
    expect(read(text)).toBe(fault);
  });

  test('are not there unless a protocol has them', () => {
    expect(parseFilter('orders/any()').ok).toBe(false);
    expect(parseFilter("Ns.In(a='b')")).toMatchObject({ ok: false, error: { reason: 'unknown-function' } });
  });
});
