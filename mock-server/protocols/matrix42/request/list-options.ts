import type { AsqlFault, Column, Condition, Parsed, SortKey } from './asql/expression.ts';
import { parseColumns, parseSort } from './asql/parse-columns.ts';
import { parseWhere } from './asql/parse-where.ts';

/** What a list is asked for. */
export interface ListOptions {
  readonly where?: Condition;
  /** None: the ids. */
  readonly columns: readonly Column[];
  readonly sort: readonly SortKey[];
  /** Undefined: all of them at once. */
  readonly pageSize?: number;
  /** From 0. */
  readonly pageNumber: number;
  readonly includeLocalizations: boolean;
}

/** What is wrong with an option. */
export type OptionFault = { readonly option: string } & ({ readonly fault: AsqlFault } | { readonly value: string });

/**
 * Reads the query of a list. Names count in any letter case, an option without a value is as good as none, and what is no option
 * means nothing.
 */
export function readListOptions(query: string | undefined): ListOptions | OptionFault {
  const given = new Map([...new URLSearchParams(query)].map(([name, value]) => [name.toLowerCase(), value.trim()]));
  const where = parsed(given, 'where', parseWhere);
  const columns = parsed(given, 'columns', parseColumns);
  const sort = parsed(given, 'sort', parseSort);
  const pageSize = number(given, 'pagesize');
  const pageNumber = number(given, 'pagenumber');
  const includeLocalizations = flag(given, 'includelocalizations');
  for (const option of [where, columns, sort, pageSize, pageNumber, includeLocalizations])
    if (option && 'option' in option) return option;
  return {
    ...(where && 'read' in where ? { where: where.read } : {}),
    columns: columns && 'read' in columns ? columns.read : [],
    sort: sort && 'read' in sort ? sort.read : [],
    ...(pageSize && 'number' in pageSize ? { pageSize: pageSize.number } : {}),
    pageNumber: pageNumber && 'number' in pageNumber ? pageNumber.number : 0,
    includeLocalizations: includeLocalizations !== undefined && 'flag' in includeLocalizations,
  };
}

type Given = ReadonlyMap<string, string>;

function parsed<T>(
  given: Given,
  option: string,
  parse: (text: string) => Parsed<T>,
): { readonly read: T } | OptionFault | undefined {
  const text = given.get(option) ?? '';
  if (text === '') return undefined;
  const read = parse(text);
  return 'fault' in read ? { option, fault: read.fault } : { read: read.value };
}

function number(given: Given, option: string): { readonly number: number } | OptionFault | undefined {
  const value = given.get(option) ?? '';
  if (value === '') return undefined;
  return /^\d{1,9}$/.test(value) ? { number: Number(value) } : { option, value };
}

function flag(given: Given, option: string): { readonly flag: true } | OptionFault | undefined {
  const value = (given.get(option) ?? '').toLowerCase();
  if (value === '' || value === 'false') return undefined;
  return value === 'true' ? { flag: true } : { option, value };
}
