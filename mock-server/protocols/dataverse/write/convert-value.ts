import { compareNumbers, ExactNumber, isWholeNumber, numberFromText } from '../../../../core/exact-number.ts';
import { isJsonNumber, type Json } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { edmTypes } from '../model/edm-types.ts';
import type { Column, TableModel } from '../model/table.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { payloadInvalid } from '../refusals.ts';
import { roundDecimal } from './round-decimal.ts';

/** A date alone is midnight. */
const isTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d))?$/i;

const moneyLimit = 922_337_203_685_477;

/** The value a column stores for what a client sent (never null), or why it cannot. */
export function convertValue(table: TableModel, column: Column, value: Json): Json | Refusal {
  const { type } = column;
  switch (type.kind) {
    case 'text':
      if (typeof value !== 'string') return wrongType(column, value);
      return value.length > type.maxLength ? tooLong(table, column, type.maxLength) : value;
    case 'boolean':
      return typeof value === 'boolean' ? value : wrongType(column, value);
    case 'integer':
      if (!isJsonNumber(value) || !isWholeNumber(value)) return wrongType(column, value);
      return within(value, type.min, type.max) ? numberFromText(roundDecimal(value, 0)) : outOfRange(column);
    case 'choice':
    case 'state':
    case 'status':
      if (!isJsonNumber(value) || !isWholeNumber(value)) return wrongType(column, value);
      return type.kind !== 'choice' ||
        Object.keys(type.options).some((option) => compareNumbers(Number(option), value) === 0)
        ? numberFromText(String(value))
        : refuse(
            400,
            '0x8004431A',
            `A validation error occurred. The value of '${column.name}' is outside the valid set.`,
          );
    case 'double':
      if (!isJsonNumber(value)) return wrongType(column, value);
      return within(value, type.min, type.max)
        ? numberFromText(roundDecimal(value, type.precision).replace(/\.?0+$/, ''))
        : outOfRange(column);
    case 'money':
      if (!isJsonNumber(value)) return wrongType(column, value);
      return within(value, -moneyLimit, moneyLimit)
        ? new ExactNumber(roundDecimal(value, type.precision))
        : outOfRange(column);
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
        ? value
        : wrongType(column, value);
    case 'date-time':
      return typeof value === 'string' && isTime.test(value) && !Number.isNaN(Date.parse(value))
        ? wholeSeconds(Date.parse(value))
        : wrongType(column, value);
    case 'guid':
      return typeof value === 'string' ? value : wrongType(column, value);
  }
}

/** As Dataverse keeps times: in UTC, without fractions of a second. */
export function wholeSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

function within(value: number | ExactNumber, min: number, max: number): boolean {
  return compareNumbers(value, min) >= 0 && compareNumbers(value, max) <= 0;
}

function wrongType(column: Column, value: Json): Refusal {
  const written = typeof value === 'string' ? value : stringifyJson(value);
  return payloadInvalid(
    `Cannot convert the literal '${written}' to the expected type '${edmTypes[column.type.kind]}'.`,
  );
}

function tooLong(table: TableModel, column: Column, maxLength: number): Refusal {
  return refuse(
    400,
    '0x80044331',
    `A validation error occurred.  The length of the '${column.name}' attribute of the '${table.logicalName}' entity exceeded the maximum allowed length of '${maxLength}'.`,
  );
}

function outOfRange(column: Column): Refusal {
  return refuse(
    400,
    '0x80044330',
    `A validation error occurred. The value of '${column.name}' is outside the valid range.`,
  );
}
