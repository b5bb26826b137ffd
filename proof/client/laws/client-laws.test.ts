import { describe, expect, test } from 'vitest';
import { emptyBody } from '../../../core/http.ts';
import type { ClientReply, ClientRequest } from '../../../mock-server/kernel/client-side.ts';
import { listProtocols } from '../../../runner/load/list-protocols.ts';
import { loadProtocol } from '../../../runner/load/load-protocol.ts';
import type { Move } from '../move.ts';
import { plays } from '../plays.ts';
import { clientLaws } from './client-laws.ts';

type Part = Partial<Pick<Move, 'startedMs' | 'endedMs' | 'staged'>> & {
  readonly asks: ClientRequest;
  readonly says?: Partial<ClientReply>;
  readonly status?: number;
  readonly headers?: Move['response']['headers'];
};

const move = ({ asks, says = {}, status = 200, headers = [], ...rest }: Part, index: number): Move => ({
  number: index + 1,
  startedMs: index * 10,
  endedMs: index * 10 + 1,
  request: { method: 'PATCH', target: '/row', headers: [], body: emptyBody },
  response: { status, headers, body: emptyBody },
  asks,
  says: { outcome: 'done', shows: [], ...says },
  ...rest,
});

const judge = (law: string, ...parts: readonly Part[]): readonly boolean[] =>
  (clientLaws[law]?.(parts.map(move)) ?? []).map(({ kept }) => kept);

const read = (token: string, values: Record<string, string> = {}): Part => ({
  asks: { act: 'read', row: 'r' },
  says: { shows: [{ row: 'r', token, values: new Map(Object.entries(values)) }] },
});
const update = (token?: string, sets: Record<string, string> = { a: '1' }, says: Partial<ClientReply> = {}): Part => ({
  asks: {
    act: 'update',
    row: 'r',
    ...(token === undefined ? {} : { condition: { kind: 'version', token } }),
    sets: new Map(Object.entries(sets)),
  },
  says,
});
const conflict = { outcome: 'conflict' } as const;

test('every rule of a catalogue names a law that there is, and every law is in a play', async () => {
  const specs = await Promise.all((await listProtocols()).map((id) => loadProtocol(id)));
  const named = specs.flatMap(({ spec }) => spec.rules.flatMap(({ law }) => law ?? []));
  expect(named.filter((law) => clientLaws[law] === undefined)).toEqual([]);
  const played = plays.flatMap(({ laws }) => laws);
  expect(Object.keys(clientLaws).filter((law) => !played.includes(law) || !named.includes(law))).toEqual([]);
});

describe('sends-tokens-as-given', () => {
  test.each([
    ['as given', [read('W/"1"'), update('W/"1"')], [true]],
    ['without its W/', [read('W/"1"'), update('"1"')], [false]],
    ['never given', [update('W/"1"')], [false]],
    [
      'of another row',
      [{ ...read('1'), says: { shows: [{ row: 'other', token: '1', values: new Map() }] } }, update('1')],
      [false],
    ],
    ['no condition says nothing', [read('1'), update()], []],
  ])('%s', (_, moves, kept) => {
    expect(judge('sends-tokens-as-given', ...moves)).toEqual(kept);
  });
});

test('sends-newest-token speaks of tokens that were given, and that are older', () => {
  expect(judge('sends-newest-token', read('1'), read('2'), update('2'))).toEqual([true]);
  expect(judge('sends-newest-token', read('1'), read('2'), update('1'))).toEqual([false]);
  expect(judge('sends-newest-token', read('1'), update('x'))).toEqual([]);
});

test('changes-what-it-read lets those alone who never read', () => {
  expect(judge('changes-what-it-read', update())).toEqual([]);
  expect(judge('changes-what-it-read', read('1'), update())).toEqual([false]);
  expect(judge('changes-what-it-read', read('1'), update('1'))).toEqual([true]);
});

test('after a conflict: giving up is as good as reading again', () => {
  const moves = [read('1'), update('1', { a: '1' }, conflict)];
  expect(judge('reads-after-conflict', ...moves)).toEqual([true]);
  expect(judge('reads-after-conflict', ...moves, read('2'), update('2'))).toEqual([true]);
  expect(judge('reads-after-conflict', ...moves, update('1'))).toEqual([false]);
  expect(judge('forces-nothing', ...moves, read('2'), update())).toEqual([false]);
  expect(judge('forces-nothing', ...moves, read('2'), update('2'))).toEqual([true]);
});

test('drops-no-change: overwritten unseen, seen, or not at all', () => {
  const staged = { kind: 'somebody-else-wrote', member: 'a', value: '9' } as const;
  expect(judge('drops-no-change', read('1'), { ...update(), staged })).toEqual([false]);
  expect(judge('drops-no-change', read('1'), { ...update(undefined, { b: '1' }), staged })).toEqual([true]);
  const refused = { ...update('1', { a: '1' }, conflict), staged };
  expect(judge('drops-no-change', read('1'), refused, read('2', { a: '9' }), update('2'))).toEqual([true]);
  expect(judge('drops-no-change', read('1'), refused, update())).toEqual([false]);
  const whole = update(undefined, { b: '1' });
  expect(judge('drops-no-change', read('1'), { ...whole, asks: { ...whole.asks, whole: true }, staged })).toEqual([
    false,
  ]);
});

test('waits-as-told counts from the answer', () => {
  const throttled: Part = { ...update('1', {}, { outcome: 'throttled' }), headers: [['Retry-After', '1']], endedMs: 5 };
  expect(judge('waits-as-told', throttled, { ...update(), startedMs: 900 })).toEqual([false]);
  expect(judge('waits-as-told', throttled, { ...update(), startedMs: 1010 })).toEqual([true]);
  expect(judge('waits-as-told', throttled)).toEqual([true]);
});

test('looks-before-repeating lets another write pass', () => {
  const lost: Part = { ...update(), staged: { kind: 'answer-lost' } };
  expect(judge('looks-before-repeating', lost, update())).toEqual([false]);
  expect(judge('looks-before-repeating', lost, read('1'), update())).toEqual([true]);
  expect(judge('looks-before-repeating', lost, { asks: { act: 'delete', row: 'r' } })).toEqual([true]);
});

test('sends-only-changes compares with what was read last', () => {
  expect(judge('sends-only-changes', read('1', { a: '1', b: '2' }), update('1', { a: '3', b: '2' }))).toEqual([false]);
  expect(judge('sends-only-changes', read('1', { a: '1', b: '2' }), update('1', { a: '3' }))).toEqual([true]);
  expect(judge('sends-only-changes', update('1', { a: '3' }))).toEqual([]);
});
