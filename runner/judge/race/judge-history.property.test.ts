import fc from 'fast-check';
import { expect, it } from 'vitest';
import { utf8 } from '../../../core/http.ts';
import type { Json } from '../../../core/json.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import { type AnomalyKind, anomalyKinds, type History, type HistoryModel, type Matcher } from '../../../core/suite.ts';
import { equals, fakeClient, plan, request } from '../../testing/sample-plan.ts';
import { type Answer, createAnswer } from '../../values/answer.ts';
import { innerScope } from '../../values/scope.ts';
import { judgeHistory } from './judge-history.ts';
import type { RaceRun } from './race-reading.ts';

/** What a client does: with the version before the race, without one, beside the others, deleting, reading. */
type Kind = 'careful' | 'careless' | 'child' | 'careful-delete' | 'careless-delete' | 'reader';

interface Client {
  readonly kind: Kind;
  readonly lost: boolean;
  readonly collides: boolean;
  readonly before: number;
  readonly after: number;
}

const models: Readonly<Record<Exclude<Kind, 'reader'>, HistoryModel>> = {
  careful: 'compare-and-set',
  careless: 'register',
  child: 'set',
  'careful-delete': 'compare-and-set',
  'careless-delete': 'register',
};

const scope = innerScope(undefined, []);
const { spec } = plan(
  [],
  fakeClient(() => ({ status: 200, headers: [], body: utf8('') })),
  {
    spec: { version: [{ header: 'ETag' }] },
  },
);

const answer = (status: number, body: Json | undefined, version: number | undefined): Answer =>
  createAnswer({
    method: 'GET',
    url: '/',
    path: '/',
    exchange: 0,
    status,
    headers: version === undefined ? [] : [['ETag', `"${version}"`]],
    body: utf8(body === undefined ? '' : stringifyJson(body)),
  });

const leavesOf = (kind: Kind, index: number, soft: boolean): Matcher | undefined => {
  if (kind === 'reader') return undefined;
  if (kind.endsWith('delete')) return soft ? { kind: 'shape', places: [['/gone', equals(true)]] } : undefined;
  return kind === 'child'
    ? { kind: 'shape', places: [['/list', { kind: 'some', matcher: equals(index) }]] }
    : { kind: 'shape', places: [['/last', equals(index)]] };
};

/**
 * A race as a server answers it that handles one request after the other, or (`broken`) judges all of them by the state
 * before the race and writes whatever it accepts.
 */
function race(clients: readonly Client[], soft: boolean, tellsVersions: boolean, broken = false) {
  let version = 1;
  let gone = false;
  let last = -1;
  let list: number[] = [];
  const view = (): Answer => {
    const told = tellsVersions ? version : undefined;
    if (gone && !soft) return answer(404, undefined, undefined);
    return answer(200, { last, list, ...(gone ? { gone } : {}) }, told);
  };
  const handle = ({ kind, collides }: Client, index: number): Answer => {
    if (kind === 'reader') return view();
    if (gone && !broken) return answer(soft ? 410 : 404, undefined, undefined);
    if (kind.startsWith('careful') ? version !== 1 && !broken : collides)
      return answer(kind.startsWith('careful') ? 412 : 409, undefined, undefined);
    version++;
    if (kind.endsWith('delete')) gone = true;
    else if (kind === 'child') list = [...list, index];
    else last = index;
    return answer(kind === 'child' ? 201 : 204, undefined, tellsVersions ? version : undefined);
  };
  const runs = clients.map((client, index): RaceRun => {
    const given = handle(client, index);
    const leaves = leavesOf(client.kind, index, soft);
    return {
      name: `${client.kind} ${index}`,
      client: client.kind,
      method: client.kind === 'reader' ? 'GET' : client.kind.endsWith('delete') ? 'DELETE' : 'PUT',
      scope,
      answer: client.lost ? undefined : given,
      startedMs: index * 10 - client.before,
      endedMs: index * 10 + client.after,
      ...(leaves ? { leaves } : {}),
    };
  });
  return { runs, read: view() };
}

function anomaliesOf({ runs, read }: ReturnType<typeof race>): readonly AnomalyKind[] {
  const history: History = { model: models, read: request('GET /'), refused: ['4xx'], forbids: anomalyKinds };
  const { anomalies, inconclusive } = judgeHistory(history, runs, read, { scope, spec, readAt: [1000, 1001] });
  expect(inconclusive === undefined || inconclusive.startsWith('no two requests')).toBe(true);
  return anomalies.map(({ kind }) => kind);
}

const clients = (...kinds: readonly Kind[]): fc.Arbitrary<readonly Client[]> =>
  fc.array(
    fc.record<Client>({
      kind: fc.constantFrom(...kinds),
      lost: fc.boolean(),
      collides: fc.boolean(),
      before: fc.nat(45),
      after: fc.nat(45),
    }),
    { minLength: 2, maxLength: 9 },
  );

const settings = { numRuns: 400, seed: 20261126 };

it('finds nothing in any race on a server that handles one request after the other', () => {
  const all = clients('careful', 'careless', 'child', 'careful-delete', 'careless-delete', 'reader');
  fc.assert(
    fc.property(all, fc.boolean(), fc.boolean(), (drawn, soft, tellsVersions) => {
      expect(anomaliesOf(race(drawn, soft, tellsVersions))).toEqual([]);
    }),
    settings,
  );
});

it('finds every second winner on a server that judges by the state before', () => {
  const some = clients('careful', 'careless', 'child', 'careful-delete', 'reader');
  fc.assert(
    fc.property(some, fc.boolean(), fc.boolean(), (drawn, soft, tellsVersions) => {
      fc.pre(drawn.filter(({ kind, lost }) => kind.startsWith('careful') && !lost).length > 1);
      expect(anomaliesOf(race(drawn, soft, tellsVersions, true))).toContain('two-winners');
    }),
    settings,
  );
});

it('lets no race pass that no order explains, whatever the entry forbids', () => {
  const some = clients('careful', 'careless', 'child', 'careful-delete', 'reader');
  fc.assert(
    fc.property(some, fc.boolean(), fc.constantFrom(...anomalyKinds), (drawn, soft, kind) => {
      const { runs, read } = race(drawn, soft, true, true);
      const judged = (forbids: History['forbids']) =>
        judgeHistory({ model: models, read: request('GET /'), refused: ['4xx'], forbids }, runs, read, {
          scope,
          spec,
          readAt: [1000, 1001],
        });
      fc.pre(judged(anomalyKinds).anomalies.length > 0);
      const { anomalies, inconclusive } = judged([kind]);
      expect(anomalies.length > 0 || inconclusive !== undefined).toBe(true);
      for (const anomaly of anomalies) expect(anomaly.kind).toBe(kind);
    }),
    { ...settings, numRuns: 100 },
  );
});
