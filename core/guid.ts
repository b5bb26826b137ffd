const digits = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const whole = new RegExp(`^${digits}$`, 'i');

/** Every GUID in a text, in the hyphenated form and any letter case: for `match` and `replaceAll`. */
export const anyGuid: RegExp = new RegExp(digits, 'gi');

/** Is this a GUID (UUID, RFC 9562 §4) in the hyphenated form, in any letter case and of any version? */
export function isGuid(value: string): boolean;
export function isGuid(value: unknown): value is string;
export function isGuid(value: unknown): boolean {
  return typeof value === 'string' && whole.test(value);
}
