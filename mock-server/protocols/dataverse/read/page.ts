import type { TableRow } from '../model/table-row.ts';

/** Some rows of a list, one after the other. */
export interface Page {
  readonly rows: readonly TableRow[];
  /** Counts from 1. */
  readonly number: number;
  /** Are there rows behind them? */
  readonly more: boolean;
}

const cookie = /^<cookie pagenumber="(\d{1,9})" pagingcookie="([0-9a-f-]*)" istracking="False" \/>$/;

/**
 * The page that a skip token asks for, or the first one. It begins behind the last row of the page before, where that is still
 * there. Undefined: the token is none of this server.
 */
export function cutPage(all: readonly TableRow[], token: string | undefined, size: number): Page | undefined {
  const [, number, last] = token === undefined ? ['', '1', ''] : (cookie.exec(token) ?? []);
  if (number === undefined) return undefined;
  const before = all.findIndex(({ id }) => id === last);
  const from = before >= 0 ? before + 1 : (Number(number) - 1) * size;
  return { rows: all.slice(from, from + size), number: Number(number), more: from + size < all.length };
}

/** What the next request says to get the page behind this one. Clients do not look into it. */
export function skipTokenAfter({ rows, number }: Page): string {
  return `<cookie pagenumber="${number + 1}" pagingcookie="${rows.at(-1)?.id ?? ''}" istracking="False" />`;
}
