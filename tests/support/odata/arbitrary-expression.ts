import fc from 'fast-check';
import { numberFromText } from '../../../core/exact-number.ts';
import type { ComparisonOperator, Expression, Literal } from '../../../mock-server/kernel/odata/expression.ts';
import { type OdataType, parseGuid } from '../../../mock-server/kernel/odata/value.ts';

/** Properties of the rows that are generated, two of each type. */
export const propertyTypes: Readonly<Record<string, OdataType>> = {
  count: 'number',
  size: 'number',
  name: 'text',
  label: 'text',
  key: 'guid',
  other: 'guid',
  at: 'instant',
  until: 'instant',
  flag: 'boolean',
  open: 'boolean',
};

const position = 0;
const number = (text: string) => literal(numberFromText(text));
const literal = (value: Literal['value']): Literal => ({ kind: 'literal', value, position });

const fraction = fc.stringMatching(/^\d{1,6}$/);
const seconds = fc.integer({ min: -62_135_596_800, max: 253_402_300_799 });

/** Texts that collide often: letters in both cases, an accent, an astral character, apostrophes. */
export const textValues: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom('a', 'A', 'b', "'", 'é', '😀', '\uffff', ' '),
  maxLength: 4,
});
export const guidTexts: fc.Arbitrary<string> = fc.constantFrom(
  '11111111-1111-1111-1111-11111111111a',
  'abcdefab-1111-2222-3333-444444444444',
);

const numbers = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map(String).map(number),
  fc.bigInt({ min: 2147483648n, max: 9223372036854775807n }).map(String).map(number),
  fc
    .bigInt({ min: 9223372036854775808n, max: 10n ** 20n })
    .map(String)
    .map(number),
  fc.tuple(fc.integer({ min: -3, max: 3 }), fraction).map(([whole, part]) => number(`${whole}.${part}`)),
);
const doubles = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fraction, fc.integer({ min: -400, max: 400 }))
  .map(([whole, part, power]) => number(`${whole}.${part}e${power}`));
const texts = textValues.map((value) => literal(value));
const guids = guidTexts.map((text) => literal(parseGuid(text) ?? null));
const instants = fc
  .tuple(fc.oneof(fc.constantFrom(0, 1), seconds), fc.constantFrom('', '5', '000001'))
  .map(([at, digits]) => literal({ kind: 'instant', seconds: at, fraction: digits }));
const booleans = fc.boolean().map((value) => literal(value));
const nothing = fc.constant(literal(null));

const ofType: Readonly<Record<string, fc.Arbitrary<Literal>>> = {
  number: numbers,
  text: texts,
  guid: guids,
  instant: instants,
  boolean: booleans,
};

function operandOf(type: OdataType): fc.Arbitrary<Expression> {
  const names = Object.keys(propertyTypes).filter((name) => propertyTypes[name] === type);
  const path = fc.constantFrom(...names).map((name): Expression => property(name));
  return fc.oneof(path, ofType[type] ?? nothing, { weight: 1, arbitrary: nothing });
}

function property(name: string): Expression {
  return { kind: 'path', scope: undefined, names: [name], position };
}

const operators = fc.constantFrom<ComparisonOperator>('eq', 'ne', 'gt', 'ge', 'lt', 'le');
const types = fc.constantFrom<OdataType>('number', 'text', 'guid', 'instant', 'boolean');

const comparison = types.chain((type) =>
  fc
    .tuple(operators, operandOf(type), operandOf(type))
    .map(([operator, left, right]): Expression => ({ kind: 'compare', operator, left, right, position })),
);
const call = fc
  .tuple(
    fc.constantFrom('contains' as const, 'startswith' as const, 'endswith' as const),
    operandOf('text'),
    operandOf('text'),
  )
  .map(([name, left, right]): Expression => ({ kind: 'call', name, arguments: [left, right], position }));

/** Well-typed filters over {@link propertyTypes}. */
export const filters: fc.Arbitrary<Expression> = fc.letrec<{ filter: Expression }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(comparison, call, booleans, fc.constantFrom(property('flag'), property('open'))),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('filter'), { minLength: 2, maxLength: 3 }))
      .map(([kind, operands]): Expression => ({ kind, operands, position })),
    tie('filter').map((operand): Expression => ({ kind: 'not', operand, position })),
    fc
      .tuple(fc.constantFrom('eq' as const, 'ne' as const), tie('filter'), tie('filter'))
      .map(([operator, left, right]): Expression => ({ kind: 'compare', operator, left, right, position })),
  ),
})).filter;

const name = fc
  .stringMatching(/^[a-zé_][a-z0-9_]{0,5}$/)
  .filter((text) => !['not', 'null', 'true', 'false'].includes(text));

/** Any expression, well-typed or not, with every literal and path there is. */
export const expressions: fc.Arbitrary<Expression> = fc.letrec<{ any: Expression }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      fc.oneof(numbers, doubles, texts, guids, instants, booleans, nothing),
      fc
        .array(name, { minLength: 1, maxLength: 3 })
        .map((names): Expression => ({ kind: 'path', scope: undefined, names, position })),
      fc
        .tuple(fc.constantFrom('item', 'claims'), name)
        .map(([scope, member]): Expression => ({ kind: 'path', scope, names: [member], position })),
    ),
    fc
      .tuple(operators, tie('any'), tie('any'))
      .map(([operator, left, right]): Expression => ({ kind: 'compare', operator, left, right, position })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('any'), { minLength: 2, maxLength: 4 }))
      .map(([kind, operands]): Expression => ({ kind, operands, position })),
    tie('any').map((operand): Expression => ({ kind: 'not', operand, position })),
    fc
      .tuple(tie('any'), tie('any'))
      .map((list): Expression => ({ kind: 'call', name: 'contains', arguments: list, position })),
  ),
})).any;
