import type { Json } from '../../../core/json.ts';

/** How the database types a column; `int` is 32 bits wide. */
export type ColumnType = 'int' | 'text' | 'timestamp';

/** One column of a table. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** Value the database fills in when an insert leaves the column out. */
  readonly default?: Json;
  /** Filled by the database: a counter, or computed from another column. Never written by a client. */
  readonly generated?: 'identity' | { readonly from: string };
  readonly unique?: boolean;
  readonly references?: { readonly table: string; readonly name: string };
}

export type Action = 'create' | 'read' | 'update' | 'delete';

/** One entity: a table and how it is exposed. */
export interface Entity {
  /** Name in the configuration, printed in messages. */
  readonly name: string;
  /** Path below the REST prefix. */
  readonly path: string;
  readonly table: string;
  readonly columns: readonly Column[];
  /** Names of the key columns, in the table's order. */
  readonly key: readonly string[];
  /** Actions of roles that are limited; every other role may do everything. */
  readonly roles: Readonly<Record<string, readonly Action[]>>;
}

const int = (name: string, more: Partial<Column> = {}): Column => ({ name, type: 'int', nullable: false, ...more });
const text = (name: string, more: Partial<Column> = {}): Column => ({ name, type: 'text', nullable: false, ...more });
const identity = { generated: 'identity' } as const;

const books: Entity = {
  name: 'Books',
  path: 'Books',
  table: 'books',
  columns: [
    int('id'),
    text('title'),
    int('publisher_id', { nullable: true, references: { table: 'publishers', name: 'books_publisher_id_fkey' } }),
  ],
  key: ['id'],
  roles: {
    noread: ['create', 'update', 'delete'],
    updateonly: ['update', 'read'],
    createonly: ['create', 'read'],
    readonly: ['read'],
  },
};

/** The tables of the recorded fixture that the rules so far need. */
export const entities: readonly Entity[] = [
  books,
  {
    name: 'Authors',
    path: 'Authors',
    table: 'authors',
    columns: [int('id', identity), text('name'), text('birthdate', { nullable: true })],
    key: ['id'],
    roles: {},
  },
  {
    name: 'Stocks',
    path: 'Stocks',
    table: 'stocks',
    columns: [
      int('categoryid'),
      int('pieceid'),
      text('categoryName'),
      int('piecesAvailable', { nullable: true, default: 0 }),
      int('piecesRequired', { default: 0 }),
    ],
    key: ['categoryid', 'pieceid'],
    roles: {},
  },
  {
    name: 'Reviews',
    path: 'Reviews',
    table: 'reviews',
    columns: [int('book_id'), int('id', identity), text('content', { default: 'Its a classic' })],
    key: ['book_id', 'id'],
    roles: {},
  },
  {
    name: 'Comics',
    path: 'Comics',
    table: 'comics',
    columns: [int('id'), text('title'), int('volume', identity), text('categoryName', { unique: true })],
    key: ['id'],
    roles: {},
  },
  {
    name: 'BooksSold',
    path: 'BooksSold',
    table: 'books_sold',
    columns: [
      int('id'),
      text('book_name', { nullable: true }),
      int('copies_sold', { nullable: true, default: 0 }),
      { name: 'last_sold_on', type: 'timestamp', nullable: true, default: '9999-12-31T00:00:00' },
      { name: 'last_sold_on_date', type: 'timestamp', nullable: true, generated: { from: 'last_sold_on' } },
    ],
    key: ['id'],
    roles: {},
  },
  {
    name: 'Tags',
    path: 'Tags',
    table: 'tags',
    columns: [text('code'), text('label')],
    key: ['code'],
    roles: {},
  },
];

/** The entity of a path, and what of the route comes behind it. */
export function findEntity(route: string): { readonly entity: Entity; readonly keyRoute: string } | undefined {
  for (const entity of entities) {
    if (route === entity.path) return { entity, keyRoute: '' };
    if (route.startsWith(`${entity.path}/`)) return { entity, keyRoute: route.slice(entity.path.length + 1) };
  }
  return undefined;
}

/** The column of this exact name. */
export function columnOf(entity: Entity, name: string): Column | undefined {
  return entity.columns.find((column) => column.name === name);
}

/** Must a client give this column on insert? */
export function isRequired(column: Column): boolean {
  return !column.nullable && column.default === undefined && column.generated === undefined;
}
