/** A JSON number kept as its text, because a double would change its digits. */
export class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  /** For code that only wants a rendering: JSON.stringify shows the text as a string. */
  toJSON(): string {
    return this.text;
  }
}

/** The number value of a JSON number text: a double where that is exact in text, else an {@link ExactNumber}. */
export function numberFromText(text: string): number | ExactNumber {
  const double = Number(text);
  return String(double) === text ? double : new ExactNumber(text);
}

/** A decimal in normal form: sign, digits without leading or trailing zeros ("" is zero), exponent of the last digit. */
interface Decimal {
  readonly sign: -1 | 0 | 1;
  readonly digits: string;
  readonly exponent: bigint;
}

function decimal(number: number | ExactNumber): Decimal {
  const text = typeof number === 'number' ? String(number) : number.text;
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) throw new RangeError(`not a JSON number: ${text}`);
  const [, minus, whole = '', fraction = '', power = '0'] = match;
  const all = (whole + fraction).replace(/^0+/, '');
  const digits = all.replace(/0+$/, '');
  if (digits === '') return { sign: 0, digits: '', exponent: 0n };
  const exponent = BigInt(power) - BigInt(fraction.length) + BigInt(all.length - digits.length);
  return { sign: minus === '-' ? -1 : 1, digits, exponent };
}

/** Compares two numbers by exact decimal value, whatever their size or spelling: negative, zero or positive. */
export function compareNumbers(left: number | ExactNumber, right: number | ExactNumber): number {
  if (typeof left === 'number' && typeof right === 'number') return left < right ? -1 : left > right ? 1 : 0;
  const a = decimal(left);
  const b = decimal(right);
  if (a.sign !== b.sign) return a.sign - b.sign;
  if (a.sign === 0) return 0;
  const magnitudeA = a.exponent + BigInt(a.digits.length);
  const magnitudeB = b.exponent + BigInt(b.digits.length);
  if (magnitudeA !== magnitudeB) return magnitudeA < magnitudeB ? -a.sign : a.sign;
  const width = Math.max(a.digits.length, b.digits.length);
  const digitsA = a.digits.padEnd(width, '0');
  const digitsB = b.digits.padEnd(width, '0');
  return digitsA === digitsB ? 0 : digitsA < digitsB ? -a.sign : a.sign;
}

/** Is the value of this number whole (4, 4.0, 4e3, 40e-1)? */
export function isWholeNumber(number: number | ExactNumber): boolean {
  if (typeof number === 'number') return Number.isInteger(number);
  const { sign, exponent } = decimal(number);
  return sign === 0 || exponent >= 0n;
}

/** Orders of magnitude by which one number may be greater before the other no longer counts in their distance. */
const farApart = 1000n;
/** Digits that count in a distance. */
const mostDigits = 1000n;

/**
 * How far two numbers are apart, to the last digit, so that nobody has to trust a double. Hostile numbers cost nothing:
 * only their first thousand digits count, and one that is a thousand orders of magnitude greater is the distance itself.
 */
export function distance(left: number | ExactNumber, right: number | ExactNumber): number | ExactNumber {
  const a = shortened(decimal(left));
  const b = shortened(decimal(right));
  if (a.sign === 0 || b.sign === 0) return numberOf(a.sign === 0 ? b : a);
  const [{ exponent: least }] = a.exponent < b.exponent ? [a] : [b];
  const magnitude = ({ exponent, digits }: Decimal): bigint => exponent + BigInt(digits.length);
  const greatest = magnitude(a) > magnitude(b) ? a : b;
  if (magnitude(greatest) - least > farApart + mostDigits) return numberOf(greatest);
  const unscaled = ({ sign, digits, exponent }: Decimal): bigint =>
    BigInt(sign) * BigInt(digits) * 10n ** (exponent - least);
  const between = unscaled(a) - unscaled(b);
  return numberOf(decimal(new ExactNumber(`${between}e${least}`)));
}

function shortened({ sign, digits, exponent }: Decimal): Decimal {
  const kept = digits.slice(0, Number(mostDigits));
  return { sign, digits: kept, exponent: exponent + BigInt(digits.length - kept.length) };
}

/** The absolute value of a decimal, in plain digits where they are few. */
function numberOf({ digits, exponent }: Decimal): number | ExactNumber {
  if (digits === '') return 0;
  const point = exponent + BigInt(digits.length);
  if (exponent >= 0n && point <= 30n) return numberFromText(digits + '0'.repeat(Number(exponent)));
  if (exponent >= 0n || point < -30n) return numberFromText(`${digits}e${exponent}`);
  if (point <= 0n) return numberFromText(`0.${'0'.repeat(Number(-point))}${digits}`);
  return numberFromText(`${digits.slice(0, Number(point))}.${digits.slice(Number(point))}`);
}
