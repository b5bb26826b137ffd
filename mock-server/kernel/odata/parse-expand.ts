import type { Expression } from './expression.ts';
import { type OdataError, odataError, type Parsed, parsed } from './odata-error.ts';
import { parseFilter } from './parse-filter.ts';
import { type OrderItem, parseOrderBy } from './parse-order-by.ts';
import { parseSelect } from './parse-select.ts';
import { type Part, splitList, trimPart } from './split-list.ts';

/** One item of $expand with its own options. Positions in their expressions count from the option's own text. */
export interface ExpandItem {
  /** A navigation property or a path, as written. */
  readonly name: string;
  readonly position: number;
  /** Names; undefined: $select was not given. */
  readonly select: readonly Part[] | undefined;
  readonly filter: Expression | undefined;
  readonly orderBy: readonly OrderItem[] | undefined;
  readonly top: number | undefined;
  readonly expand: readonly ExpandItem[];
}

const depthLimit = 10;
const whole = /^([^\s()']+)\s*(?:\((.*)\))?$/s;

/** Reads the decoded text of $expand; `position` is where it begins, `wide` as in {@link parseFilter}. */
export function parseExpand(text: string, position = 0, depth = 1, wide = false): Parsed<readonly ExpandItem[]> {
  if (depth > depthLimit) return odataError('too-deep', { position, text: '' });
  const items: ExpandItem[] = [];
  for (const part of splitList(text, ',', position).map(trimPart)) {
    const item = parseItem(part, depth, wide);
    if (!item.ok) return item;
    items.push(item.value);
  }
  return parsed(items);
}

type Options = Omit<ExpandItem, 'name' | 'position'>;

const none: Options = { select: undefined, filter: undefined, orderBy: undefined, top: undefined, expand: [] };

function parseItem(part: Part, depth: number, wide: boolean): Parsed<ExpandItem> {
  const [, name, inner] = whole.exec(part.text) ?? [];
  if (name === undefined) return odataError('name-expected', part);
  const open = part.position + part.text.length - 1 - (inner?.length ?? 0);
  let options = none;
  for (const option of inner === undefined ? [] : splitList(inner, ';', open).map(trimPart)) {
    const read = parseOption(option, depth, wide);
    if (!read.ok) return read;
    options = { ...options, ...read.value };
  }
  return parsed({ name, position: part.position, ...options });
}

function parseOption(option: Part, depth: number, wide: boolean): Parsed<Partial<Options>> {
  const equals = option.text.indexOf('=');
  const text = option.text.slice(equals + 1);
  const position = option.position + equals + 1;
  switch (equals < 0 ? '' : option.text.slice(0, equals).trimEnd()) {
    case '$select':
      return map(parseSelect(text, position), (select) => ({ select }));
    case '$filter':
      return map(shift(parseFilter(text, [], wide), position), (filter) => ({ filter }));
    case '$orderby':
      return map(shift(parseOrderBy(text), position), (orderBy) => ({ orderBy }));
    case '$expand':
      return map(parseExpand(text, position, depth + 1, wide), (expand) => ({ expand }));
    case '$top':
      return /^\s*\d{1,9}\s*$/.test(text) ? parsed({ top: Number(text) }) : odataError('count', { position, text });
    default:
      return odataError('unknown-option', option);
  }
}

function map<A, B>(read: Parsed<A>, change: (value: A) => B): Parsed<B> {
  return read.ok ? parsed(change(read.value)) : read;
}

/** A nested option is parsed by itself; its error is told in the position of the whole. */
function shift<T>(read: Parsed<T>, by: number): Parsed<T> {
  if (read.ok) return read;
  const error: OdataError = { ...read.error, position: read.error.position + by };
  return { ok: false, error };
}
