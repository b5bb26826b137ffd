import { numberFromText } from '../../../../core/exact-number.ts';
import { compareValues } from '../../../kernel/odata/compare-values.ts';
import type { NamedCall } from '../../../kernel/odata/expression.ts';
import { parseInstant } from '../../../kernel/odata/instant.ts';
import type { OdataType, OdataValue } from '../../../kernel/odata/value.ts';
import { parseGuid } from '../../../kernel/odata/value.ts';
import { businessUnitId, callerId } from '../model/organisation.ts';

/** What a function compares. */
interface Compared {
  /** The value of the column that PropertyName names. */
  readonly value: OdataValue;
  readonly type: OdataType;
  /** PropertyValue, PropertyValues, or PropertyValue1 and 2: of the type of the column. */
  readonly others: readonly OdataValue[];
  /** The number of hours, days, … */
  readonly count: number;
  readonly now: number;
}

type QueryFunction = (compared: Compared) => boolean;

const hour = 3_600_000;
const day = 24 * hour;
const spans: Readonly<Record<string, number>> = { Hours: hour, Days: day, Weeks: 7 * day, Minutes: 60_000 };

const between: QueryFunction = ({ value, others: [low = null, high = null] }) =>
  (compare(value, low) ?? -1) >= 0 && (compare(value, high) ?? 1) <= 0;
const within: QueryFunction = ({ value, others }) => others.some((other) => compare(value, other) === 0);

/** The functions of Microsoft.Dynamics.CRM that $filter may call here; the others are refused. */
const functions: Readonly<Record<string, QueryFunction>> = {
  In: within,
  NotIn: (compared) => compared.value !== null && !within(compared),
  Between: between,
  NotBetween: (compared) => compared.value !== null && !between(compared),
  EqualUserId: ({ value }) => compare(value, guid(callerId)) === 0,
  NotEqualUserId: ({ value }) => value !== null && compare(value, guid(callerId)) !== 0,
  EqualBusinessId: ({ value }) => compare(value, guid(businessUnitId)) === 0,
  NotEqualBusinessId: ({ value }) => value !== null && compare(value, guid(businessUnitId)) !== 0,
  On: (compared) => dayOf(compared) === 0,
  OnOrAfter: (compared) => (dayOf(compared) ?? -1) >= 0,
  OnOrBefore: (compared) => (dayOf(compared) ?? 1) <= 0,
  Today: ({ value, now }) => inTime(value, startOfDay(now), day),
  Yesterday: ({ value, now }) => inTime(value, startOfDay(now) - day, day),
  Tomorrow: ({ value, now }) => inTime(value, startOfDay(now) + day, day),
  Last7Days: ({ value, now }) => inTime(value, startOfDay(now) - 7 * day, now - startOfDay(now) + 7 * day),
  Next7Days: ({ value, now }) => inTime(value, now, 7 * day),
  ...Object.fromEntries(
    Object.entries(spans).flatMap(([name, length]): [string, QueryFunction][] => [
      [`LastX${name}`, ({ value, now, count }) => inTime(value, now - count * length, count * length)],
      [`NextX${name}`, ({ value, now, count }) => inTime(value, now, count * length)],
      [`OlderThanX${name}`, ({ value, now, count }) => (timeOf(value) ?? now) < now - count * length],
    ]),
  ),
};

/** The name of a function without its namespace, if there is one here. */
export function knownFunction(name: string): string | undefined {
  const plain = /^Microsoft\.Dynamics\.CRM\.(\w+)$/.exec(name)?.[1];
  return plain !== undefined && Object.hasOwn(functions, plain) ? plain : undefined;
}

/** Does a function hold for the value of its column? */
export function callFunction(
  { name, parameters }: NamedCall,
  value: OdataValue,
  type: OdataType,
  now: number,
): boolean {
  const plain = knownFunction(name);
  const list = Object.entries(parameters).flatMap(([parameter, given]) =>
    parameter.startsWith('PropertyValue') ? [given].flat() : [],
  ) as readonly OdataValue[];
  const others = list.map((other) => asType(other, type));
  const compared: Compared = { value, type, others, count: Number(String(list[0] ?? 0)), now };
  return plain !== undefined && (functions[plain]?.(compared) ?? false);
}

/** Values of functions are often texts, whatever the column holds. */
function asType(value: OdataValue, type: OdataType): OdataValue {
  if (typeof value !== 'string' || type === 'text') return value;
  if (type === 'number') return /^-?\d+(\.\d+)?$/.test(value) ? numberFromText(value) : null;
  if (type === 'guid') return parseGuid(value.replace(/[{}]/g, '')) ?? null;
  if (type === 'instant') return parseInstant(value) ?? null;
  return type === 'boolean' ? value === 'true' || value === '1' : value;
}

function compare(left: OdataValue, right: OdataValue): number | undefined {
  return compareValues(left, right, true);
}

function guid(id: string): OdataValue {
  return parseGuid(id) ?? null;
}

/** Milliseconds of an instant; undefined: it is none. */
function timeOf(value: OdataValue): number | undefined {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'instant'
    ? Number(value.seconds) * 1000
    : undefined;
}

function inTime(value: OdataValue, from: number, length: number): boolean {
  const time = timeOf(value);
  return time !== undefined && time >= from - 1000 && time <= from + length;
}

/** In days: negative if the value is before the other one, 0 on the same day. */
function dayOf({ value, others: [other = null] }: Compared): number | undefined {
  const [one, two] = [timeOf(value), timeOf(other)];
  return one === undefined || two === undefined ? undefined : Math.sign(startOfDay(one) - startOfDay(two));
}

function startOfDay(time: number): number {
  return Math.floor(time / day) * day;
}
