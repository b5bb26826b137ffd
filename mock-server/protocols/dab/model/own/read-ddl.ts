import { numberFromText } from '../../../../../core/exact-number.ts';
import type { Json } from '../../../../../core/json.ts';
import type { Column } from '../entity.ts';
import { readTimestamp } from '../timestamps.ts';
import { columnType, isSerial } from './column-type.ts';
import { type SqlToken, sqlTokens } from './sql-tokens.ts';

/** A table of a database. */
export interface SqlTable {
  /** Without its schema. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
  /** What it has, and this server does not do. */
  readonly unsupported: readonly string[];
}

interface Draft {
  readonly name: string;
  readonly columns: Map<string, Column>;
  key: readonly string[];
  readonly unsupported: string[];
}

/** Reads the tables of a DDL file: CREATE TABLE, and the constraints that ALTER TABLE adds. By lower-case name without schema. */
export function readDdl(sql: string): ReadonlyMap<string, SqlTable> {
  const drafts = new Map<string, Draft>();
  const cursor = createCursor(sqlTokens(sql));
  while (!cursor.ended()) {
    if (cursor.take('create', 'table')) {
      cursor.take('if', 'not', 'exists');
      const draft: Draft = { name: cursor.qualified(), columns: new Map(), key: [], unsupported: [] };
      if (cursor.sign('(')) for (const part of cursor.parts()) readPart(draft, createCursor(part));
      drafts.set(draft.name.toLowerCase(), draft);
    } else if (cursor.take('alter', 'table')) {
      cursor.take('if', 'exists');
      cursor.take('only');
      const draft = drafts.get(cursor.qualified().toLowerCase());
      const rest = createCursor(cursor.untilSemicolon());
      // SQL Server writes WITH CHECK in between.
      while (draft && !rest.ended()) {
        if (rest.take('alter', 'column')) readCounter(draft, rest.name(), rest);
        else if (rest.take('add')) readPart(draft, rest);
        else rest.skip();
      }
    } else cursor.skip();
  }
  return new Map([...drafts].map(([id, draft]) => [id, { ...draft, columns: [...draft.columns.values()] }]));
}

/** What pg_dump tells of a counter beside its table. */
function readCounter(draft: Draft, name: string, cursor: Cursor): void {
  if (cursor.take('add', 'generated') || cursor.take('set', 'default', 'nextval'))
    change(draft, name, { generated: 'identity', nullable: false });
  while (!cursor.ended()) cursor.skip();
}

/** A column of a table, or a constraint. */
function readPart(draft: Draft, cursor: Cursor): void {
  const constraint = cursor.take('constraint') ? cursor.name() : undefined;
  if (cursor.take('primary', 'key')) {
    cursor.take('clustered');
    cursor.take('nonclustered');
    draft.key = cursor.names();
    for (const name of draft.key) change(draft, name, { nullable: false });
  } else if (cursor.take('foreign', 'key')) {
    const [column = '', ...others] = cursor.names();
    if (!cursor.take('references')) return;
    const table = cursor.qualified();
    if (others.length > 0)
      draft.unsupported.push(`the foreign key of ${draft.name} over several columns is not checked`);
    else change(draft, column, { references: { table, constraint: constraint ?? `${draft.name}_${column}_fkey` } });
  } else if (cursor.take('unique')) {
    cursor.take('key');
    const [column = '', ...others] = cursor.names();
    if (others.length > 0) draft.unsupported.push(`UNIQUE over several columns of ${draft.name} is not checked`);
    else change(draft, column, { unique: true });
  } else if (cursor.take('check')) draft.unsupported.push(`CHECK of ${draft.name} is not checked`);
  else if (constraint === undefined && !cursor.at('index', 'key', 'exclude', 'like', 'period', 'default'))
    readColumn(draft, cursor);
}

function change(draft: Draft, name: string, change: Partial<Column>): void {
  const column =
    draft.columns.get(name) ?? [...draft.columns.values()].find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (column) draft.columns.set(column.name, { ...column, ...change });
}

function readColumn(draft: Draft, cursor: Cursor): void {
  cursor.take('column');
  const name = cursor.name();
  const typeName = cursor.at('as') ? '' : cursor.qualified();
  const numbers = cursor.sign('(')
    ? cursor.parts().flatMap(([one]) => (one?.kind === 'number' ? [Number(one.text)] : []))
    : [];
  cursor.take('precision');
  cursor.take('varying');
  const more = cursor.sign('(')
    ? cursor.parts().flatMap(([one]) => (one?.kind === 'number' ? [Number(one.text)] : []))
    : [];
  const withZone = cursor.take('with', 'time', 'zone');
  cursor.take('without', 'time', 'zone');
  const { known, ...type } = columnType(typeName, [...numbers, ...more], withZone);
  const isArray = cursor.brackets();
  if ((!known || isArray) && typeName !== '')
    draft.unsupported.push(`${draft.name}.${name}: ${typeName}${isArray ? '[]' : ''} is held as a text`);
  let column: Column = {
    name,
    exposed: name,
    nullable: true,
    ...type,
    ...(isSerial(typeName) && { generated: 'identity', nullable: false }),
  };
  while (!cursor.ended()) {
    if (cursor.take('generated', 'always') || cursor.take('generated', 'by', 'default')) continue;
    if (cursor.take('not', 'null')) column = { ...column, nullable: false };
    else if (cursor.take('primary', 'key')) {
      draft.key = [name];
      column = { ...column, nullable: false };
    } else if (cursor.take('unique')) column = { ...column, unique: true };
    else if (cursor.take('references')) {
      const table = cursor.qualified();
      column = { ...column, references: { table, constraint: `${draft.name}_${name}_fkey` } };
    } else if (cursor.take('identity') || cursor.take('auto_increment'))
      column = { ...column, generated: 'identity', nullable: false };
    else if (cursor.take('default')) {
      const value = cursor.literal();
      if (value !== undefined) column = { ...column, ...value };
      else
        draft.unsupported.push(
          `${draft.name}.${name}: its default is an expression, and a column that is left out is null`,
        );
    } else if (cursor.take('as')) {
      if (cursor.take('identity')) {
        column = { ...column, generated: 'identity', nullable: false };
        continue;
      }
      const expression = cursor.sign('(') ? cursor.parts() : [];
      const [[from] = []] = expression;
      const isCopy = expression.length === 1 && expression[0]?.length === 1 && from !== undefined;
      if (!isCopy) draft.unsupported.push(`${draft.name}.${name}: it is computed by an expression, and null here`);
      column = { ...column, generated: { from: isCopy ? from.text : '' }, nullable: true };
    } else if (cursor.take('check')) draft.unsupported.push(`CHECK of ${draft.name} is not checked`);
    else cursor.skip();
  }
  draft.columns.set(name, typedDefault(column));
}

/** The column with its default as its type has it. */
function typedDefault(column: Column): Column {
  const { default: value, type } = column;
  if (typeof value === 'number' && type === 'boolean') return { ...column, default: value !== 0 };
  if (typeof value !== 'string' || type === 'text') return column;
  const typed =
    type === 'timestamp' || type === 'timestamptz'
      ? readTimestamp(value)
      : type === 'boolean'
        ? /^(t|true|1|yes|on)$/i.test(value)
        : /^-?\d+(\.\d+)?$/.test(value)
          ? numberFromText(value)
          : value;
  return typed === undefined ? column : { ...column, default: typed };
}

type Cursor = ReturnType<typeof createCursor>;

function createCursor(tokens: readonly SqlToken[]) {
  let at = 0;
  const isWord = (offset: number, word: string): boolean => {
    const token = tokens[at + offset];
    return token?.kind === 'word' && token.text.toLowerCase() === word;
  };
  const isSign = (text: string): boolean => tokens[at]?.kind === 'sign' && tokens[at]?.text === text;
  const name = (): string => {
    const token = tokens[at++];
    return token?.text ?? '';
  };
  /** What stands between brackets of which the first was taken, at its commas. */
  const parts = (): SqlToken[][] => {
    const found: SqlToken[][] = [[]];
    let depth = 1;
    while (at < tokens.length) {
      const token = tokens[at++] as SqlToken;
      if (token.kind === 'sign' && token.text === '(') depth++;
      if (token.kind === 'sign' && token.text === ')') depth--;
      if (depth === 0) break;
      if (depth === 1 && token.kind === 'sign' && token.text === ',') found.push([]);
      else found.at(-1)?.push(token);
    }
    return found;
  };
  const take = (...words: readonly string[]): boolean => {
    if (!words.every((word, offset) => isWord(offset, word))) return false;
    at += words.length;
    return true;
  };
  const sign = (text: string): boolean => {
    if (!isSign(text)) return false;
    at++;
    return true;
  };
  return {
    take,
    sign,
    /** "[]", which looks like a quoted name without letters. */
    brackets: (): boolean => {
      const found = tokens[at]?.kind === 'name' && tokens[at]?.text === '';
      if (found) at++;
      return found;
    },
    parts,
    name,
    ended: () => at >= tokens.length,
    at: (...words: readonly string[]) => words.some((word) => isWord(0, word)),
    /** One token, or all that stands in brackets. */
    skip: () => {
      if (isSign('(')) {
        at++;
        parts();
      } else at++;
    },
    /** A name without the schemas in front of it. */
    qualified: (): string => {
      let last = name();
      while (sign('.')) last = name();
      return last;
    },
    names: (): string[] => (sign('(') ? parts().flatMap(([one]) => (one ? [one.text] : [])) : []),
    untilSemicolon: (): SqlToken[] => {
      const from = at;
      while (at < tokens.length && !isSign(';')) at++;
      return tokens.slice(from, at++);
    },
    /** A default that can be had without a database. */
    literal: (): Pick<Column, 'default' | 'initially'> | undefined => {
      // SQL Server puts defaults into brackets.
      while (sign('('));
      const minus = sign('-');
      const token = tokens[at++];
      let value: Pick<Column, 'default' | 'initially'> | undefined;
      if (token?.kind === 'text') value = { default: token.text };
      else if (token?.kind === 'number') value = { default: numberFromText(`${minus ? '-' : ''}${token.text}`) };
      else if (token?.kind === 'word') value = wordValue(token.text.toLowerCase());
      if (isSign('(')) {
        at++;
        parts();
      }
      if (sign('::')) name();
      while (sign(')'));
      return value;
    },
  };
}

function wordValue(word: string): Pick<Column, 'default' | 'initially'> | undefined {
  const words: Readonly<Record<string, Json>> = { true: true, false: false, null: null };
  if (Object.hasOwn(words, word)) return { default: words[word] ?? null };
  if (
    /^(now|current_timestamp|localtimestamp|getdate|getutcdate|sysdatetime|sysutcdatetime|sysdatetimeoffset)$/.test(
      word,
    )
  )
    return { initially: 'now' };
  return /^(gen_random_uuid|uuid_generate_v4|newid|newsequentialid)$/.test(word) ? { initially: 'uuid' } : undefined;
}
