import type { Action, Column, Entity, Permissions } from './entity.ts';

const int = (name: string, more: Partial<Column> = {}): Column => ({ name, type: 'int', nullable: false, ...more });
const text = (name: string, more: Partial<Column> = {}): Column => ({ name, type: 'text', nullable: false, ...more });
const identity = { generated: 'identity' } as const;

/** Actions on all columns; `exclude` takes columns from one of them. */
function may(actions: readonly Action[], exclude: Partial<Record<Action, readonly string[]>> = {}): Permissions {
  return Object.fromEntries(actions.map((action) => [action, { exclude: exclude[action] ?? [] }]));
}

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
    excl: may(['create', 'update', 'read'], { read: ['publisher_id'] }),
    hidekey: may(['create', 'update', 'read'], { read: ['id'] }),
    colcreate: may(['create', 'update', 'read'], { create: ['publisher_id'] }),
    colupdate: may(['create', 'update', 'read'], { update: ['publisher_id'] }),
    keyupdate: may(['create', 'update', 'read'], { update: ['id'] }),
  },
};

/** Entities of the recorded configuration whose tables the rules so far need (spec/dab/observed/dab-config.json). */
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
  // Its configuration lists GET only, which the product ignores for tables.
  {
    name: 'ReadVerbs',
    path: 'ReadVerbs',
    table: 'publishers',
    columns: [int('id'), text('name')],
    key: ['id'],
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
