import type { Json } from '../../../core/json.ts';
import type { Store, Table } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { type Entity, entities } from './entities.ts';

/** A row: values by column name. */
export type BookRow = Readonly<Record<string, Json>>;

/** The rows of an entity. */
export function rowsOf(store: Store, entity: Entity): Table<BookRow> {
  return store.table<BookRow>(entity.table);
}

/** The store's key of a row. */
export function rowKey(entity: Entity, row: BookRow): string {
  return entity.key.map((name) => String(row[name])).join('\u0000');
}

const publishers: readonly BookRow[] = [
  { id: 7, name: 'Seven' },
  { id: 1234, name: 'Big Company' },
  { id: 2345, name: 'Small' },
];

const first: Readonly<Record<string, readonly BookRow[]>> = {
  books: [
    { id: 1, title: 'Awesome book', publisher_id: 1234 },
    { id: 2, title: 'Also Awesome', publisher_id: 1234 },
    { id: 7, title: 'Great wall', publisher_id: 2345 },
  ],
  authors: [
    { id: 1, name: 'Jelte', birthdate: '2001-01-01' },
    { id: 2, name: 'Aniruddh', birthdate: '2002-02-02' },
  ],
  stocks: [
    { categoryid: 1, pieceid: 1, categoryName: 'SciFi', piecesAvailable: 5, piecesRequired: 2 },
    { categoryid: 2, pieceid: 1, categoryName: 'Tales', piecesAvailable: 1, piecesRequired: 1 },
  ],
  reviews: [{ book_id: 1, id: 567, content: 'Indeed great' }],
  comics: [
    { id: 1, title: 'Star Trek', volume: 1, categoryName: 'SciFi' },
    { id: 2, title: 'Cinderella', volume: 2, categoryName: 'Tales' },
  ],
  books_sold: [
    {
      id: 1,
      book_name: 'Watchmen',
      copies_sold: 0,
      last_sold_on: '9999-12-31T00:00:00',
      last_sold_on_date: '9999-12-31T00:00:00',
    },
  ],
  tags: ['plain', 'two words', 'a/b', '50%', 'é', 'a+b', 'q?x', 'null', "'quote"].map((code) => ({
    code,
    label: `Tag ${code}`,
  })),
};

/** Puts the rows of the recorded fixture. Counters stand where the fixture's inserts left them. */
export function seedRows(store: Store): void {
  for (const row of publishers) store.table<BookRow>('publishers').put(String(row['id']), row);
  for (const entity of entities) {
    for (const row of first[entity.table] ?? []) {
      rowsOf(store, entity).put(rowKey(entity, row), row);
      for (const { name, generated } of entity.columns) {
        // The review was inserted with an explicit id, which leaves its counter alone.
        if (generated === 'identity' && entity.table !== 'reviews') store.next(`${entity.table}.${name}`);
      }
    }
  }
}

/** Somebody else's book, and a change to it. */
export function disturbRows(store: Store, world: World): void {
  const number = Number(store.next('foreign'));
  const id = 2_000_000_000 + (number % 1000);
  store.table<BookRow>('books').put(String(id), { id, title: `Foreign ${world.uuid(4)}`, publisher_id: null });
}
