import type { Action, Column, ColumnType, Entity, Permission, Permissions } from './entity.ts';

type More = Partial<Omit<Column, 'name' | 'type'>>;

const column =
  (type: ColumnType) =>
  (name: string, more: More = {}): Column => ({ name, exposed: name, type, nullable: false, ...more });
const int = column('int');
const text = column('text');
const identity = { generated: 'identity' } as const;
const optional = { nullable: true } as const;

/** Actions on all columns and rows, but for what `limits` says. */
function may(actions: readonly Action[], limits: Partial<Record<Action, Partial<Permission>>> = {}): Permissions {
  return Object.fromEntries(actions.map((action) => [action, { exclude: [], ...limits[action] }]));
}

const ownRows = { policy: "@item.owner eq 'me'" } as const;

const books: Entity = {
  name: 'Books',
  path: 'Books',
  table: 'books',
  columns: [
    int('id'),
    text('title'),
    int('publisher_id', {
      nullable: true,
      references: { table: 'publishers', constraint: 'books_publisher_id_fkey' },
    }),
  ],
  key: ['id'],
  roles: {
    noread: may(['create', 'update', 'delete']),
    updateonly: may(['update', 'read']),
    createonly: may(['create', 'read']),
    readonly: may(['read']),
    excl: may(['create', 'update', 'read'], { read: { exclude: ['publisher_id'] } }),
    hidekey: may(['create', 'update', 'read'], { read: { exclude: ['id'] } }),
    colcreate: may(['create', 'update', 'read'], { create: { exclude: ['publisher_id'] } }),
    colupdate: may(['create', 'update', 'read'], { update: { exclude: ['publisher_id'] } }),
    keyupdate: may(['create', 'update', 'read'], { update: { exclude: ['id'] } }),
  },
};

const samples: Entity = {
  name: 'Samples',
  path: 'Samples',
  table: 'samples',
  columns: [
    column('uuid')('id'),
    column('numeric')('amount', optional),
    column('boolean')('flag', optional),
    column('timestamptz')('at', optional),
    column('jsonb')('doc', optional),
    text('short', { nullable: true, length: 5 }),
    column('smallint')('small', optional),
    column('bigint')('big', optional),
    column('double')('ratio', optional),
  ],
  key: ['id'],
  roles: {},
};

const notes: Entity = {
  name: 'Notes',
  path: 'Notes',
  table: 'notes',
  columns: [int('id'), text('owner'), text('body', optional)],
  key: ['id'],
  roles: {
    updpol: may(['create', 'read', 'update', 'delete'], { update: ownRows, delete: ownRows }),
    readpol: may(['create', 'update', 'read'], { read: ownRows }),
    crepol: may(['create', 'update', 'read'], { create: ownRows }),
  },
};

/** An entity named as its path, without roles of its own. */
function table(name: string, tableName: string, columns: readonly Column[], key: readonly string[]): Entity {
  return { name, path: name, table: tableName, columns, key, roles: {} };
}

/** The entities of the recorded configuration (spec/dab/observed/dab-config.json); one that is off is not served. */
export const entities: readonly Entity[] = [
  books,
  table('Authors', 'authors', [int('id', identity), text('name'), text('birthdate', optional)], ['id']),
  table(
    'Stocks',
    'stocks',
    [
      int('categoryid'),
      int('pieceid'),
      text('categoryName', { length: 100 }),
      int('piecesAvailable', { nullable: true, default: 0 }),
      int('piecesRequired', { default: 0 }),
    ],
    ['categoryid', 'pieceid'],
  ),
  table(
    'Reviews',
    'reviews',
    [int('book_id'), int('id', identity), text('content', { default: 'Its a classic' })],
    ['book_id', 'id'],
  ),
  table(
    'Comics',
    'comics',
    [int('id'), text('title'), int('volume', identity), text('categoryName', { unique: true, length: 100 })],
    ['id'],
  ),
  table(
    'BooksSold',
    'books_sold',
    [
      int('id'),
      text('book_name', optional),
      int('copies_sold', { nullable: true, default: 0 }),
      column('timestamp')('last_sold_on', { nullable: true, default: '9999-12-31T00:00:00' }),
      column('timestamp')('last_sold_on_date', { nullable: true, generated: { from: 'last_sold_on' } }),
    ],
    ['id'],
  ),
  table('Tags', 'tags', [text('code'), text('label')], ['code']),
  samples,
  table('JsonDocs', 'jsondocs', [int('id'), column('json')('doc', optional)], ['id']),
  {
    ...table(
      'Shelves',
      'shelves',
      [int('id', { exposed: 'shelfId' }), text('lbl', { exposed: 'label' }), text('remark', optional)],
      ['id'],
    ),
    path: 'storage/racks',
  },
  { ...table('ReadVerbs', 'publishers', [int('id'), text('name')], ['id']), listsOnlyGet: true },
  notes,
  {
    ...table('Memos', 'memos', [int('id', identity), text('owner'), text('body', optional)], ['id']),
    roles: { updpol: may(['create', 'read', 'update'], { update: ownRows }) },
  },
];
