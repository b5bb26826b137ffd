import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { createReferenceServer, loadCore, type ReferenceServer } from '../mock-server/index.ts';
import { type Between, putBetween } from './support/put-between.ts';
import { runInside } from './support/run-inside.ts';

/*
 * An API that lacks a part and says so, before the built command line: the part is absent by the evidence of its probe, and all that
 * is left passes. One that has the part and gets it wrong is judged.
 */
const folder = mkdtempSync(join(tmpdir(), 'conformance-partial-'));
const protocols = ['dab', 'dataverse', 'dialogporten', 'matrix42'];
let server: ReferenceServer;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await createReferenceServer({ protocols });
});
afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Refusal = readonly [status: number, body: string];

/** The preferences without the one for annotations. */
function withoutAnnotations(prefer: string): string | undefined {
  const rest = prefer.replace(/odata\.include-annotations=(?:"[^"]*"|[^,]*),?/, '').replace(/,\s*$/, '');
  return rest === '' ? undefined : rest;
}

/** What says that a part is not there: a refusal, or an answer as if these fields had not been sent. */
type Absence = Refusal | { readonly resent: (name: string, value: string) => string | undefined };

interface Part {
  readonly protocol: string;
  readonly feature: string;
  /** Is it asked for by this request? */
  readonly asked: (request: IncomingMessage, body: string) => boolean;
  /** What is said then: that it is not there, and something that is wrong of a part that is. */
  readonly refusals: readonly [Absence, ...Absence[]];
  /** None: whatever is said of it is a MAY, and fails nothing. */
  readonly wrong?: Refusal;
  /** The requests that get the wrong answer; default: all that ask for the part. */
  readonly wronged?: Part['asked'];
  /** How a run ends where it is wrong, if not with 1: 0 where nothing but a SHOULD speaks of it, 3 where that leaves more open. */
  readonly code?: 0 | 3;
  /** Suites that have most to do with it. */
  readonly suites: readonly string[];
}

const told = (status: number, message: string): Refusal => [
  status,
  JSON.stringify({ error: { code: 'NotThere', message, status } }),
];

const querying =
  (option: RegExp): Part['asked'] =>
  ({ url = '' }) =>
    option.test(decodeURIComponent(url.replaceAll(/%(?![0-9a-f]{2})/gi, '%25')));

const sending =
  (path: RegExp, ...methods: readonly string[]): Part['asked'] =>
  ({ url = '', method = '' }) =>
    path.test(url) && (methods.length === 0 || methods.includes(method));

const preferring =
  (field: string, value: RegExp): Part['asked'] =>
  ({ headers }) =>
    value.test(String(headers[field] ?? ''));

/** A list of fragments of any definition, without or with the types of its columns, with an option or in whatever way. */
const listing =
  (option = ''): Part['asked'] =>
  ({ url = '', method = '' }) =>
    method === 'GET' &&
    /\/data\/fragments\/[^/?]+\/?(?:schema-info)?(?:\?|$)/i.test(url) &&
    new RegExp(`[?&]${option}=|${option === '' ? '' : '$^'}`, 'i').test(url);

const fragments = '\\/data\\/fragments\\/[^/?]+';
const guid = '[0-9a-f]{8}-[0-9a-f-]{27}';

const notImplemented = told(501, 'Not implemented.');
const gone = [404, ''] as const;
const wrong = told(500, 'Something went wrong.');

const parts: readonly Part[] = [
  {
    protocol: 'dab',
    feature: 'filters',
    suites: ['lists', 'queries'],
    asked: querying(/[?&]\$filter=/),
    refusals: [notImplemented, told(400, 'Invalid Query Parameter: $filter')],
    wrong: told(400, '$filter query parameter is not well formed.'),
  },
  {
    protocol: 'dab',
    feature: 'sorting',
    suites: ['lists', 'queries'],
    asked: querying(/[?&]\$orderby=/),
    refusals: [notImplemented],
    wrong,
  },
  {
    protocol: 'dab',
    feature: 'paging',
    suites: ['lists', 'queries'],
    asked: querying(/[?&]\$(?:first|after)=/),
    refusals: [notImplemented],
    wrong,
  },
  {
    protocol: 'dab',
    feature: 'selection',
    suites: ['queries', 'rows'],
    asked: querying(/[?&]\$select=/i),
    refusals: [notImplemented],
    wrong,
  },
  {
    protocol: 'dab',
    feature: 'keyless-writes',
    suites: ['keyless', 'upsert'],
    asked: sending(/^\/dab\/api\/(?:storage\/racks|[^/?]+)(?:\?|$)/, 'PUT', 'PATCH'),
    refusals: [[405, '']],
    wrong,
  },
  {
    protocol: 'dataverse',
    feature: 'single-properties',
    suites: ['property', 'baseline'],
    asked: sending(/^(?!.*EntityDefinitions).*\([^)]*\)\/[^/$?]+(?:\?|$)/, 'PUT', 'DELETE', 'GET'),
    refusals: [[405, '']],
    wrong,
  },
  {
    protocol: 'dataverse',
    feature: 'references',
    suites: ['property', 'baseline'],
    asked: sending(/\/\$ref(?:\?|$)/),
    refusals: [gone],
    wrong,
  },
  {
    protocol: 'dataverse',
    feature: 'alternate-keys',
    suites: ['alternate-key'],
    asked: sending(/sample_things\(sample_key/),
    refusals: [notImplemented],
    wrong,
  },
  {
    protocol: 'dataverse',
    feature: 'batch',
    suites: ['batch', 'laws'],
    asked: sending(/\/\$batch(?:\?|$)/),
    refusals: [gone, [405, ''], notImplemented],
    wrong,
  },
  {
    protocol: 'dataverse',
    feature: 'upsert-multiple',
    suites: ['bulk'],
    asked: sending(/UpsertMultiple/),
    refusals: [told(404, "Resource not found for the segment 'Microsoft.Dynamics.CRM.UpsertMultiple'.")],
    wrong: told(400, 'Something went wrong.'),
  },
  {
    protocol: 'dataverse',
    feature: 'create-multiple',
    suites: ['bulk', 'laws'],
    asked: sending(/CreateMultiple/),
    refusals: [told(404, "Resource not found for the segment 'Microsoft.Dynamics.CRM.CreateMultiple'.")],
    wrong: told(400, 'Something went wrong.'),
  },
  {
    protocol: 'dataverse',
    feature: 'update-multiple',
    suites: ['bulk', 'multiple', 'laws'],
    asked: sending(/UpdateMultiple/),
    refusals: [told(404, "Resource not found for the segment 'Microsoft.Dynamics.CRM.UpdateMultiple'.")],
    wrong: told(400, 'What of 00000000-0000-0000-dead-000000000000?'),
  },
  {
    protocol: 'dataverse',
    feature: 'collections',
    suites: ['navigation', 'deep-insert', 'laws'],
    asked: sending(/\)\/(?:contact_customer_accounts|account_primary_contact|Account_Tasks|Contact_Tasks)/),
    refusals: [told(404, 'Resource not found for the segment.'), notImplemented, [405, '']],
    wrong,
  },
  {
    protocol: 'dataverse',
    feature: 'many-to-many',
    suites: ['navigation'],
    asked: sending(/\/systemuserroles_association/),
    refusals: [told(404, "Resource not found for the segment 'systemuserroles_association'."), [405, '']],
    wrong,
  },
  {
    protocol: 'dataverse',
    feature: 'deep-insert',
    suites: ['deep-insert', 'laws'],
    asked: ({ method }, body) =>
      method === 'POST' && /"(?:primarycontactid|Account_Tasks|Contact_Tasks)(?:@odata\.bind)?"\s*:\s*[[{]/.test(body),
    refusals: [told(400, "Rows cannot be created through 'primarycontactid'."), told(501, "'primarycontactid': no.")],
    wrong: told(400, 'Something went wrong.'),
  },
  {
    protocol: 'dataverse',
    feature: 'table-definitions',
    code: 0,
    suites: ['metadata'],
    asked: sending(/\/(?:Entity|Relationship)Definitions/),
    refusals: [gone, notImplemented],
    wrong,
  },
  {
    protocol: 'dataverse',
    feature: 'annotations',
    suites: ['lists', 'spellings'],
    asked: preferring('prefer', /include-annotations/),
    refusals: [{ resent: (name, value) => (name === 'prefer' ? withoutAnnotations(value) : value) }],
    wrong: [200, '{"value":[],"x@OData.Community.Display.V1.FormattedValue":"X"}'],
  },
  {
    protocol: 'dataverse',
    feature: 'duplicate-detection',
    suites: ['duplicates', 'baseline'],
    asked: preferring('mscrm.suppressduplicatedetection', /false/),
    refusals: [{ resent: (name, value) => (name === 'mscrm.suppressduplicatedetection' ? undefined : value) }],
    wrong: told(412, 'A duplicate.'),
  },
  {
    protocol: 'dataverse',
    feature: 'concurrency-off',
    suites: ['edges'],
    asked: sending(/\/sample_events/),
    refusals: [told(404, "Resource not found for the segment 'sample_events'."), notImplemented],
    wrong: [204, ''],
    wronged: sending(/\/sample_events/, 'PATCH'),
  },
  {
    protocol: 'dataverse',
    feature: 'elastic',
    suites: ['elastic', 'baseline'],
    asked: sending(/\/contoso_sensordatas/),
    refusals: [told(404, "Resource not found for the segment 'contoso_sensordatas'."), notImplemented],
  },
  {
    protocol: 'dataverse',
    feature: 'second-key',
    suites: ['keys'],
    asked: sending(/_sample_accountid_value=/),
    refusals: [told(400, 'The key in the request URI is not valid.')],
    wrong: told(404, 'No such row.'),
  },
  {
    protocol: 'dataverse',
    feature: 'metadata',
    code: 0,
    suites: ['baseline'],
    asked: sending(/\/\$metadata/),
    refusals: [gone],
    wrong,
  },
  {
    protocol: 'dialogporten',
    feature: 'transmissions',
    suites: ['children'],
    asked: sending(/\/transmissions(?:[/?]|$)/),
    refusals: [gone],
    wrong,
  },
  {
    protocol: 'dialogporten',
    feature: 'activities',
    suites: ['children'],
    asked: sending(/\/activities(?:[/?]|$)/),
    refusals: [gone],
    wrong,
  },
  {
    protocol: 'dialogporten',
    feature: 'service-owner-labels',
    suites: ['labels'],
    asked: sending(/\/context\/labels(?:[/?]|$)/),
    refusals: [gone],
    wrong,
  },
  {
    protocol: 'dialogporten',
    feature: 'end-user-labels',
    suites: ['labels'],
    asked: sending(/\/endusercontext\/systemlabels(?:[/?]|$)/),
    refusals: [gone],
    wrong,
  },
  {
    protocol: 'dialogporten',
    feature: 'search',
    suites: ['lists', 'reading'],
    asked: sending(/\/dialogs\/?(?:\?|$)/, 'GET'),
    refusals: [notImplemented],
    wrong,
  },
  {
    protocol: 'matrix42',
    feature: 'creation',
    suites: ['lifecycle', 'given', 'update'],
    asked: sending(new RegExp(`${fragments}/?(?:\\?|$)`), 'POST'),
    refusals: [[405, ''], notImplemented],
    wrong,
  },
  {
    protocol: 'matrix42',
    feature: 'deletion',
    suites: ['lifecycle', 'laws', 'races'],
    asked: sending(new RegExp(`${fragments}/${guid}(?:\\?|$)`, 'i'), 'DELETE'),
    refusals: [[405, ''], notImplemented],
    wrong,
  },
  {
    protocol: 'matrix42',
    feature: 'objects',
    suites: ['objects', 'attributes'],
    asked: sending(/\/data\/objects\//),
    refusals: [gone, notImplemented],
    wrong,
  },
  {
    protocol: 'matrix42',
    feature: 'lists',
    suites: ['lists', 'laws'],
    asked: listing(),
    refusals: [[405, ''], notImplemented],
    wrong,
  },
  {
    protocol: 'matrix42',
    feature: 'filtering',
    suites: ['lists', 'laws', 'objects'],
    asked: listing('where'),
    refusals: [notImplemented, told(400, 'where is not supported')],
    wrong,
  },
  {
    protocol: 'matrix42',
    feature: 'columns',
    suites: ['lists', 'relations'],
    asked: querying(/[?&]columns=/i),
    refusals: [notImplemented],
    wrong,
  },
  {
    protocol: 'matrix42',
    feature: 'sorting',
    suites: ['lists'],
    asked: querying(/[?&]sort=/i),
    refusals: [notImplemented],
    wrong,
  },
  {
    protocol: 'matrix42',
    feature: 'paging',
    suites: ['lists'],
    asked: querying(/[?&](?:pagesize|pagenumber)=/i),
    refusals: [notImplemented],
    wrong,
  },
  {
    protocol: 'matrix42',
    feature: 'schema-info',
    code: 0,
    suites: ['lists', 'views'],
    asked: sending(/\/schema-info(?:\?|$)/),
    refusals: [gone, [200, 'null']],
    wrong,
  },
  {
    protocol: 'matrix42',
    feature: 'relations',
    code: 3,
    suites: ['relations', 'laws'],
    asked: sending(new RegExp(`${fragments}/${guid}/(?!schema-info)`, 'i')),
    refusals: [gone, wrong],
    wrong: [200, '{}'],
  },
  {
    protocol: 'matrix42',
    feature: 'tokens',
    suites: ['tokens'],
    asked: sending(/\/ApiToken\//),
    refusals: [gone, notImplemented],
    wrong,
  },
  {
    protocol: 'matrix42',
    feature: 'journals',
    suites: ['objects', 'laws'],
    asked: sending(/\/SPSActivityClassUnitOfWork(?:[/?]|$)/),
    refusals: [wrong, gone],
    wrong: [200, '{"ID":"of another"}'],
  },
];

async function judge(protocol: string, between: Between, suites: readonly string[]) {
  const { url, close } = await putBetween(server.url, between);
  closing.push(close);
  const { credentials } = await loadCore(protocol);
  const identities = Object.entries(credentials).flatMap(([id, fields]) =>
    fields.flatMap(([name, value]) => ['--identity', `${id}=${name}: ${value}`]),
  );
  // Of suites, one form of write for each law will do: what matters is the part that is not there.
  const only = suites.length === 0 ? [] : ['--quick', ...suites.flatMap((name) => ['--suite', name])];
  const target = ['--target', `${url}/${protocol}`, '--protocol', protocol, ...identities, ...only];
  const reports = ['--reporter', 'console', '--reporter', 'json=out.json'];
  const finished = await runInside(['run', ...target, ...reports], { cwd: folder });
  const { targets } = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as Report;
  const open = targets[0]?.scenarios.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped') ?? [];
  return {
    ...finished,
    probed: (id: string) => targets[0]?.features.find(({ feature }) => feature === id)?.probed,
    open: open.map(({ id, verdict, reason }) => `${id}: ${verdict} ${reason ?? ''}`),
  };
}

const answering =
  (asked: Part['asked'], what: Absence): Between =>
  (request, sent) => {
    if (!asked(request, sent)) return undefined;
    if ('resent' in what) return what;
    const [status, body] = what;
    return { status, body, headers: [['content-type', 'application/json']] };
  };

test.each(protocols)(
  '%s without any of its parts: what is left conforms, and the verdict is partial',
  async (protocol) => {
    const own = parts.filter((part) => part.protocol === protocol);
    const each = own.map(({ asked, refusals }) => answering(asked, refusals[0]));
    const none: Between = (request, body) => each.flatMap((one) => one(request, body) ?? [])[0];
    const { code, stdout, open, probed } = await judge(protocol, none, []);
    expect(open).toEqual([]);
    for (const { feature } of own) expect([feature, probed(feature)]).toEqual([feature, 'absent']);
    expect(stdout).toMatch(/feature [\w-]+ is absent: /);
    expect(stdout).toContain('Verdict: partial');
    expect(code).toBe(0);
  },
);

test.each(
  parts.flatMap((part) =>
    part.refusals.map((refusal) => ({
      ...part,
      refusal,
      said: 'resent' in refusal ? 'as if it were not asked for' : refusal[0],
    })),
  ),
)(
  '$protocol without $feature, which is answered $said: the rest conforms',
  async ({ protocol, feature, asked, suites, refusal }) => {
    const { code, probed, open } = await judge(protocol, answering(asked, refusal), suites);
    expect(probed(feature)).toBe('absent');
    expect(open).toEqual([]);
    expect(code).toBe(0);
  },
);

test.each(parts.flatMap(({ wrong: said, ...part }) => (said ? [{ ...part, wrong: said }] : [])))(
  '$protocol that has $feature and gets it wrong is judged',
  async ({ protocol, feature, asked, suites, wrong, wronged = asked, code: expected = 1 }) => {
    const { code, probed, open } = await judge(protocol, answering(wronged, wrong), suites);
    expect(probed(feature)).toBe('present');
    expect(open.join('\n')).toContain(': fail');
    expect(code).toBe(expected);
  },
);
