import { numberFromText } from '../../../core/exact-number.ts';
import { nextForeignRow } from '../../kernel/foreign-row.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { entities } from './model/entities.ts';
import { putRow, type Row } from './model/rows.ts';

/** Rows of the recorded fixture by table (spec/dab/observed/fixture.sql). */
const first: Readonly<Record<string, readonly Row[]>> = {
  publishers: [
    { id: 7, name: 'Seven' },
    { id: 1234, name: 'Big Company' },
    { id: 2345, name: 'Small' },
  ],
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
  tags: Object.entries({
    plain: 'Plain',
    'two words': 'Space',
    'a/b': 'Slash',
    '50%': 'Percent',
    é: 'Accent',
    'a+b': 'Plus',
    'q?x': 'Question',
    null: 'The word null',
    "'quote": 'Quote',
  }).map(([code, label]) => ({ code, label })),
  samples: [
    {
      id: '11111111-1111-1111-1111-111111111111',
      amount: numberFromText('1.50'),
      flag: true,
      at: '2024-01-02T03:04:05',
      doc: { a: 1 },
      short: 'abc',
      small: 1,
      big: 1,
      ratio: 0.5,
    },
  ],
  jsondocs: [{ id: 1, doc: { a: 1 } }],
  notes: [
    { id: 1, owner: 'me', body: 'mine' },
    { id: 2, owner: 'other', body: 'not mine' },
  ],
  memos: [
    { id: 1, owner: 'me', body: 'mine' },
    { id: 2, owner: 'other', body: 'not mine' },
  ],
  shelves: [{ id: 1, lbl: 'Top', remark: 'dusty' }],
};

/** Counters that the inserts of the fixture moved, by two rows each. The review was inserted with an explicit id. */
const counters = ['authors.id', 'comics.volume', 'memos.id'];

/** Puts the rows of the recorded fixture. */
export function seed(store: Store): void {
  for (const entity of entities) {
    for (const row of first[entity.table] ?? []) {
      putRow(store, entity, row);
    }
  }
  for (const counter of counters) store.next(counter, 2n);
}

/** Far from the keys of the fixture and of runs, and still 32 bits wide. */
const firstForeign = 2_000_000_000;

/** Somebody else writes a book: one of a thousand, again and again. */
export function disturb(store: Store, world: World): void {
  const id = firstForeign + nextForeignRow(store, 1000).place;
  store.table<Row>('books').put(String(id), { id, title: `Foreign ${world.uuid(4)}`, publisher_id: null });
}
