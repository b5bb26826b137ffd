import { expect, it } from 'vitest';
import { planTarget } from '../plan/plan-target.ts';
import { answer, entry, equals, fakeClient, plan, race, raceEntry, request, scenario, step } from './sample-plan.ts';

const empty = { method: 'GET', target: '/', headers: [], body: new Uint8Array(0) };

it('makes plans of which every scenario is planned and judges its rules', () => {
  const read = scenario('read', { steps: [step('a', 'GET /', { expect: [entry('T-1', { status: [200] })] })] });
  const raced = scenario('raced', {
    steps: [race(2, 'PUT /', ['/by', 'x'], [raceEntry('T-2', { tally: { counts: [['204', equals(1)]] } })])],
  });
  const { scenarios, whole } = planTarget(
    plan(
      [read, raced],
      fakeClient(() => answer(200)),
    ),
  );
  expect(whole).toBe(true);
  expect(scenarios.map(({ id, rules, skip }) => [id, rules, skip])).toEqual([
    ['toy/suite/read', ['T-1'], undefined],
    ['toy/suite/raced', ['T-2'], undefined],
  ]);
});

it('reads a call as method and target, blanks included', () => {
  expect(request('GET /a b')).toMatchObject({ method: 'GET', target: '/a b' });
});

it('has a client that keeps what it was sent, and answers a race all at once', async () => {
  const client = fakeClient(({ target }) => answer(200, { target }));
  const alone = await client.send(empty);
  const raced = await client.race([
    { ...empty, target: '/1' },
    { ...empty, target: '/2' },
  ]);
  expect(client.seen.map(({ target }) => target)).toEqual(['/', '/1', '/2']);
  expect(new Set(raced.map(({ startedMs }) => startedMs)).size).toBe(1);
  expect(
    [alone, ...raced].map((outcome) => outcome.kind === 'answer' && String(Buffer.from(outcome.response.body))),
  ).toEqual(['{"target":"/"}', '{"target":"/1"}', '{"target":"/2"}']);
});
