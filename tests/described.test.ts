import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import type { HttpRequest, HttpResponse } from '../core/http.ts';
import type { Json } from '../core/json.ts';
import { parseJson } from '../core/parse-json.ts';
import { createService, loadCore, protocolIds } from '../mock-server/index.ts';
import { createTrials } from '../proof/prove/create-trials.ts';
import { proposeTarget } from '../runner/described/propose-target.ts';
import { tablesOfOpenApi } from '../runner/described/tables-of-openapi.ts';
import { verifyTarget } from '../runner/described/verify-target.ts';
import { loadDescribed } from '../runner/load/described/load-described.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';
import { renamedServer } from './support/serve-renamed.ts';

/*
 * What a target tells of itself is enough to find the names that it uses, and to see which ones it does not have.
 */
const subjects = await Promise.all(
  protocolIds.map(async (id) => {
    const core = await loadCore(id);
    const loaded = await loadProtocol(id);
    const described = await loadDescribed(id, loaded.spec);
    if (!described) throw new Error(`${id} tells nothing`);
    const trials = createTrials({ core, ...loaded }, core.defaultEdition);
    const planOf = (answer: (request: HttpRequest) => Promise<HttpResponse>, bindings: Record<string, Json> = {}) => ({
      ...trials.planAgainst(answer),
      bindings,
    });
    return { id, core, described, spec: loaded.spec, planOf };
  }),
);

describe.each(subjects)('$id', ({ core, described, spec, planOf }) => {
  const settled = Object.values(described.subjects).flatMap(({ names, columns }) => [
    ...Object.keys(names),
    ...Object.keys(columns),
  ]);

  test('the reference server is described as the protocol has it', async () => {
    const service = createService(core);
    const plan = planOf((request) => service.dispatch(request));
    const client = plan.connect(new Set());
    const { proposals, unread } = await proposeTarget(plan, client, described);
    const doubtful = proposals.filter(({ state }) => state === 'perhaps' || state === 'open');
    const rows = described.rows.flatMap(({ gives }) => Object.keys(gives));
    expect({ doubtful: doubtful.filter(({ binding }) => !rows.includes(binding)), unread }).toEqual({
      doubtful: [],
      unread: [],
    });
    expect(proposals.filter(({ state }) => state === 'found')).toEqual([]);
    expect((await verifyTarget(plan, client, described)).faults).toEqual([]);
  });

  test('a server whose names all differ is described with its own', async () => {
    const renamed = await renamedServer(spec);
    const plan = planOf(renamed.answer, {});
    const root = described.root?.binding;
    const given =
      root === undefined || !Object.hasOwn(renamed.bindings, root) ? {} : { [root]: renamed.bindings[root] as Json };
    const client = plan.connect(new Set());
    const { proposals } = await proposeTarget({ ...plan, bindings: given }, client, described);
    const found = new Map(proposals.map((one) => [one.binding, one]));
    const plain = (value: Json | undefined): unknown =>
      typeof value === 'string' ? value.replaceAll(`$(bind.${root})`, String(given[root ?? ''])) : value;
    const wrong = settled.flatMap((binding) => {
      const wanted = renamed.bindings[binding] ?? (spec.bindings[binding]?.value as Json);
      const { value, state, because } = found.get(binding) ?? {};
      const fine = (state === 'found' || state === 'fits') && plain(value) === plain(wanted);
      return fine ? [] : [{ binding, wanted, value, state, because }];
    });
    expect(wrong).toEqual([]);
    expect((await verifyTarget(planOf(renamed.answer, renamed.bindings), client, described)).faults).toEqual([]);
  });
});

test.each([
  ['v1', 'v1'],
  ['v2', 'v2'],
  ['v2.1', 'v2.1'],
])('Data API builder %s tells its release', async (edition, id) => {
  const dab = subjects.find((one) => one.id === 'dab');
  if (!dab) throw new Error('there is no dab');
  const service = createService(dab.core, { edition });
  const plan = dab.planOf((request) => service.dispatch(request));
  const told = await proposeTarget(plan, plan.connect(new Set()), dab.described);
  expect(told.edition).toMatchObject({ id });
  // Whole numbers are numbers to 1.x.
  const doubtful = told.proposals.filter(({ state }) => state === 'perhaps' || state === 'open');
  expect(doubtful.map(({ binding }) => binding)).toEqual([]);
});

test('Dataverse without definitions is described by its $metadata', async () => {
  const dataverse = subjects.find((one) => one.id === 'dataverse');
  if (!dataverse) throw new Error('there is no dataverse');
  const { bindings, answer } = await renamedServer(dataverse.spec);
  const bare = async (request: HttpRequest): Promise<HttpResponse> =>
    request.target.includes('Definitions') ? { status: 404, headers: [], body: new Uint8Array(0) } : answer(request);
  const plan = dataverse.planOf(bare, { api: bindings['api'] as Json });
  const client = plan.connect(new Set());
  const { by, unread, proposals } = await proposeTarget(plan, client, dataverse.described);
  expect([by, unread]).toEqual([[`${bindings['api']}/$metadata`], []]);
  const wrong = proposals.filter(({ binding, state, value }) => state !== 'found' || value !== bindings[binding]);
  expect(wrong.filter(({ binding }) => Object.hasOwn(bindings, binding))).toEqual([]);
  expect(proposals.length).toBeGreaterThan(70);
  expect((await verifyTarget({ ...plan, bindings }, client, dataverse.described)).faults).toEqual([]);
});

test('the OpenAPI document that Dialogporten publishes is understood', () => {
  const file = createRequire(import.meta.url).resolve('@digdir/dialogporten-schema/swagger.verified.json');
  const tables = tablesOfOpenApi(parseJson(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')));
  const dialogs = tables.find(({ names }) => names['path'] === 'api/v1/serviceowner/dialogs');
  expect(dialogs?.columns?.map(({ name }) => name)).toContain('serviceResource');
});
