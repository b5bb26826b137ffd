const pattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Is this a GUID in the hyphenated form, in any letter case? */
export function isGuid(value: unknown): value is string {
  return typeof value === 'string' && pattern.test(value);
}
