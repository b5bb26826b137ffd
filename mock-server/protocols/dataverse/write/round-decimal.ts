import { ExactNumber } from '../../../../core/exact-number.ts';

/**
 * A decimal text with exactly `places` decimals, halves rounded away from zero; works on digits, so nothing is lost
 * on the way. The caller bounds the magnitude; exponents below -400 count as zero.
 */
export function roundDecimal(number: number | ExactNumber, places: number): string {
  const text = number instanceof ExactNumber ? number.text : String(number);
  const [, minus = '', whole = '0', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const shift = Number(power) - fraction.length + places;
  const digits = shift < -400 ? 0n : BigInt(whole + fraction);
  const scaled =
    shift >= 0 ? digits * 10n ** BigInt(shift) : divideRounded(digits, 10n ** BigInt(Math.min(-shift, 400)));
  const padded = String(scaled).padStart(places + 1, '0');
  const sign = scaled === 0n ? '' : minus;
  return places === 0 ? sign + padded : `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

function divideRounded(value: bigint, by: bigint): bigint {
  return (value + by / 2n) / by;
}
