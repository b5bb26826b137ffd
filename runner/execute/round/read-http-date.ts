const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The three forms of RFC 9110 §5.6.7: today's, that of RFC 850, and that of C's asctime. */
const forms = [
  /^[A-Z][a-z]{2}, (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^[A-Z][a-z]{5,8}, (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/,
];

/**
 * A date of HTTP in any of its forms, in milliseconds since 1970; undefined: it is none. All of them are in UTC, and a year of two
 * digits that would be more than 50 years ahead is one of the century before (RFC 9110 §5.6.7).
 */
export function readHttpDate(text: string, now: number): number | undefined {
  for (const form of forms) {
    const { day, month = '', year = '', time } = form.exec(text)?.groups ?? {};
    if (day === undefined || !months.includes(month)) continue;
    const read = Date.parse(
      `${fullYear(year, now)}-${String(months.indexOf(month) + 1).padStart(2, '0')}-${day.replace(' ', '0')}T${time}Z`,
    );
    if (!Number.isNaN(read)) return read;
  }
  return undefined;
}

function fullYear(year: string, now: number): string {
  if (year.length === 4) return year;
  const present = new Date(now).getUTCFullYear();
  const same = present - (present % 100) + Number(year);
  return String(same > present + 50 ? same - 100 : same);
}
