import { describe, expect, test } from 'vitest';
import type { Json } from '../../core/json.ts';
import type { Subject } from '../load/described/described.ts';
import { bindingValues } from './binding-values.ts';
import { proposeBindings } from './propose-bindings.ts';
import { nearest, resemblance } from './resemblance.ts';
import type { Table } from './table.ts';
import { tablesOfOpenApi } from './tables-of-openapi.ts';
import { verifyBindings } from './verify-bindings.ts';

describe('names resemble each other', () => {
  test.each([
    ['Books', 'books', 1],
    ['publisher_id', 'PublisherId', 1],
    ['Books', 'tables/books', 0.8],
    ['title', 'TitleField', 0.8],
    ['address1_latitude', 'address1latitudeX', 0.9],
  ])('%s and %s', (left, right, least) => {
    expect(resemblance(left, right)).toBeGreaterThanOrEqual(least);
  });
  test('a whole name within another is nearer than as many letters that are the same', () => {
    expect(resemblance('address1_latitude', 'address1latitudeZq')).toBeGreaterThan(
      resemblance('address1_latitude', 'address1_longitude'),
    );
  });
  test('those that have nothing in common do not', () => {
    expect(nearest('Books', ['Invoices', 'Samples', 'Bookz', ''])).toEqual(['Bookz']);
  });
});

const row = { type: 'object', properties: { id: { type: 'integer' }, at: { type: 'string', format: 'date-time' } } };
const open = (post: Json, put: Json): Json => ({
  openapi: '3.0.1',
  paths: {
    '/notes': {
      get: {
        responses: {
          200: {
            content: {
              'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Note' } } },
            },
          },
        },
      },
      post: { requestBody: { content: { 'application/json': { schema: post } } } },
    },
    '/notes/{id}': { put: { requestBody: { content: { 'application/json': { schema: put } } } } },
    '/notes/{id}/lines/{line}': { get: {} },
    '/health': { get: {} },
  },
  components: { schemas: { Note: row } },
});

describe('an OpenAPI document', () => {
  const ref = { $ref: '#/components/schemas/Note' };
  const keyOf = (post: Json, put: Json) => tablesOfOpenApi(open(post, put))[0]?.columns?.[0];

  test('has a table for each path with rows below it', () => {
    expect(tablesOfOpenApi(open(ref, ref))).toEqual([
      {
        kind: '',
        names: { path: 'notes', name: 'Note' },
        columns: [
          { name: 'id', type: 'integer', key: true },
          { name: 'at', type: 'date', key: false },
        ],
      },
    ]);
  });
  test('tells who makes a key where bodies are told from rows, and else nothing', () => {
    const without = { type: 'object', properties: { at: {} } };
    expect(keyOf(without, without)).toMatchObject({ key: true, made: true });
    expect(keyOf(ref, without)).toMatchObject({ key: true, made: false });
    expect(keyOf(ref, ref)).not.toHaveProperty('made');
  });
  test.each([
    null,
    5,
    {},
    { paths: [] },
    { paths: { '/a': 5, '/a/{b}': null } },
    {
      paths: {
        '/a': { get: { responses: { 200: { content: { 'application/json': { schema: { $ref: '#/nothing' } } } } } } },
        '/a/{b}': {},
      },
    },
  ])('may be anything: %j', (document) => {
    expect(tablesOfOpenApi(document).every(({ columns }) => columns === undefined)).toBe(true);
  });
});

const spec = {
  bindings: {
    'note.path': { title: 'Path', value: '/notes' },
    'note.key': { title: 'Key', value: 'id' },
    'note.text': { title: 'Text', value: 'text' },
  },
};
const note: Subject = {
  names: { 'note.path': '/{path}' },
  columns: { 'note.key': { type: 'integer', key: 'given' }, 'note.text': { type: 'text' } },
  keys: [],
};
const table = (path: string, columns: Table['columns']): Table => ({
  kind: '',
  names: { path },
  ...(columns ? { columns } : {}),
});
const id = { name: 'id', type: 'integer', key: true, made: false };

describe('bindings are proposed', () => {
  const propose = (...tables: readonly Table[]) =>
    proposeBindings(spec, { subjects: { note } }, tables, {}).map(({ binding, state, value }) => [
      binding,
      state,
      value,
    ]);

  test('as they are, where all is called so', () => {
    expect(propose(table('notes', [id, { name: 'text', type: 'text' }]), table('noteslog', [id]))).toEqual([
      ['note.path', 'fits', '/notes'],
      ['note.key', 'fits', 'id'],
      ['note.text', 'fits', 'text'],
    ]);
  });
  test('by what resembles them and is of the right kind', () => {
    const columns = [
      { ...id, name: 'note_no' },
      { name: 'full_text', type: 'text' },
      { name: 'texture', type: 'number' },
    ];
    expect(propose(table('my-notes', columns), table('users', [id]))).toEqual([
      ['note.path', 'found', '/my-notes'],
      ['note.key', 'found', 'note_no'],
      ['note.text', 'found', 'full_text'],
    ]);
  });
  test('perhaps, where a table fits that is called otherwise', () => {
    expect(
      propose(
        table('remarks', [
          { ...id, name: 'no' },
          { name: 'body', type: 'text' },
          { name: 'who', type: 'text' },
        ]),
      ),
    ).toEqual([
      ['note.path', 'perhaps', '/remarks'],
      ['note.key', 'perhaps', 'no'],
      ['note.text', 'perhaps', expect.any(String)],
    ]);
  });
  test('not at all, where nothing is of the kind', () => {
    expect(propose(table('users', [{ ...id, made: true }]))).toEqual([
      ['note.path', 'open', undefined],
      ['note.key', 'open', undefined],
      ['note.text', 'open', undefined],
    ]);
    expect(propose(table('notes', [id, { name: 'count', type: 'integer' }])).at(-1)).toEqual([
      'note.text',
      'open',
      undefined,
    ]);
  });
  test('but not where somebody gave one', () => {
    const told = proposeBindings(spec, { subjects: { note } }, [table('notes', [id])], { 'note.text': 'body' });
    expect(told.map(({ binding }) => binding)).toEqual(['note.path', 'note.key']);
  });
});

describe('bindings are verified', () => {
  const verify = (tables: readonly Table[], own: Record<string, Json> = {}, subject: Subject = note) =>
    verifyBindings({ subjects: { note: subject } }, tables, bindingValues(spec, own)).map(
      ({ binding, value, says, resembles }) => `${binding} ${value} ${says} [${resembles.join(', ')}]`,
    );
  const sound = table('notes', [id, { name: 'text', type: 'text' }]);

  test('and fit', () => {
    expect(verify([sound])).toEqual([]);
    expect(verify([])).toEqual([]);
    expect(verify([table('notes', undefined)])).toEqual([]);
  });
  test.each<[string, readonly Table[], Record<string, Json>, string]>([
    ['a table', [sound], { 'note.path': '/note' }, 'note.path /note nothing is called so [/notes]'],
    ['a column', [sound], { 'note.text': 'texts' }, 'note.text texts /notes has none that is called so [text]'],
    [
      'its type',
      [table('notes', [id, { name: 'text', type: 'integer' }])],
      {},
      'note.text text of /notes is integer, where text is wanted []',
    ],
    [
      'a key',
      [table('notes', [{ ...id, key: false }, { name: 'text' }])],
      {},
      'note.key id of /notes is no part of the key []',
    ],
    [
      'who makes it',
      [table('notes', [{ ...id, made: true }, { name: 'text' }])],
      {},
      'note.key id of /notes is a key that the target makes itself, where clients are to give it []',
    ],
  ])('and %s is missed', (_, tables, own, fault) => {
    expect(verify(tables, own)).toEqual([fault]);
  });
  test('with the alternate key that they are together', () => {
    const keyed = { ...note, keys: [['note.key', 'note.text']] };
    expect(verify([{ ...sound, keys: [['text', 'id']] }], {}, keyed)).toEqual([]);
    expect(verify([{ ...sound, keys: [['text']] }], {}, keyed)).toEqual([
      'note.key id and text of /notes: no alternate key is made of that [text]',
    ]);
  });
});
