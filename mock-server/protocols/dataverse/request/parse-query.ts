import { parsed } from '../../../kernel/odata/odata-error.ts';
import { type ExpandItem, parseExpand } from '../../../kernel/odata/parse-expand.ts';
import { parseSelect } from '../../../kernel/odata/parse-select.ts';
import { readQuery } from '../../../kernel/odata/read-query.ts';
import type { Part } from '../../../kernel/odata/split-list.ts';

/** The query options this server acts on; `check-options.ts` refuses the others. */
export interface QueryOptions {
  /** Names of all options of the request, decoded, as often as they were sent. */
  readonly names: readonly string[];
  /** Names in $select; undefined: everything. */
  readonly select: readonly string[] | undefined;
  readonly expand: readonly ExpandItem[];
  /** As written: only lists read these two, elsewhere they have no effect. */
  readonly filter: string | undefined;
  readonly orderBy: string | undefined;
  readonly top: number | undefined;
  /** $count=true */
  readonly count: boolean;
  /** $id: the row whose reference is removed from a collection. */
  readonly id: string | undefined;
  /** partitionId, with quotes or without: of an elastic table. */
  readonly partition: string | undefined;
  /** What a nextLink hands from page to page. */
  readonly skipToken: string | undefined;
}

/** Aliases, and texts in which an @ is none. */
const aliases = /'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|@[A-Za-z_]\w*/g;

/** Reads a raw query; undefined when an escape, or $select, $expand, $top or $count is malformed. */
export function parseQuery(query: string | undefined): QueryOptions | undefined {
  const list = readQuery(query);
  if (list.some(({ malformed }) => malformed)) return undefined;
  const options = new Map(list.map(({ name, value }) => [name, value]));
  const named = (name: string): string | undefined =>
    options.get(name)?.trim() === '' ? undefined : options.get(name);
  // What an alias stands for is put in its place; one that is not given is null (OData §11.2.5.1.3).
  const aliased = (name: string): string | undefined =>
    named(name)?.replace(aliases, (part) => (part.startsWith('@') ? (options.get(part) ?? 'null') : part));
  // A client of Microsoft leaves a comma at the end.
  const select = parseSelect((named('$select') ?? '*').replace(/,\s*$/, ''));
  const expand = named('$expand') === undefined ? parsed([]) : parseExpand(aliased('$expand') ?? '', 0, 1, true);
  if (!select.ok || !expand.ok) return undefined;
  const top = named('$top');
  const count = named('$count');
  if (!/^\d{1,9}$/.test(top ?? '0') || !/^(true|false)$/.test(count ?? 'false')) return undefined;
  return {
    names: list.map(({ name }) => name),
    select: namesOf(select.value),
    expand: expand.value,
    filter: aliased('$filter'),
    orderBy: aliased('$orderby'),
    top: top === undefined ? undefined : Number(top),
    count: count === 'true',
    id: named('$id'),
    partition: named('partitionId')?.replace(/^'(.*)'$/s, '$1'),
    skipToken: named('$skiptoken'),
  };
}

/** The names of a $select; undefined: everything. */
export function namesOf(select: readonly Part[] | undefined): readonly string[] | undefined {
  return select?.some(({ text }) => text === '*') ? undefined : select?.map(({ text }) => text);
}
