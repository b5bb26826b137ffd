/** Reads a date-time as .NET does, without offset in this zone: "2024-05-06T05:08:09" in UTC, undefined if it is none. */
export function readTimestamp(text: string, zone = 'Z'): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2})(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})?)?$/.exec(text);
  if (!match) return undefined;
  const [, day, time = '00:00:00', fraction = '', offset = zone] = match;
  const at = new Date(`${day}T${time}${offset}`);
  return Number.isNaN(at.getTime()) ? undefined : `${at.toISOString().slice(0, 19)}${fraction}`;
}
