import type { AssertionResult, ExchangeRecord, Report, RuleResult, ScenarioResult } from '../../core/report.ts';

const suite = 'suites/dab/if-match.yaml';

/** What a hostile target may send: escapes, reordering, markup, CI commands, half a surrogate pair, a noncharacter. */
export const hostileText: string = [
  '\u001b[2J\u001b]0;owned\u0007',
  '\u009b31m',
  '\u202egnirts\u2066',
  ']]>',
  '<script>alert(1)</script>',
  '\u0000\u007f',
  '\ud800',
  '\uffff',
  '::error::forged',
  '##vso[task.complete]',
  '\u2028',
].join(' ');

const exchange: ExchangeRecord = {
  step: 'update',
  role: 'step',
  request: {
    method: 'PUT',
    url: 'http://127.0.0.1:5000/dab/api/Books/id/500',
    headers: [
      ['Accept', 'application/json'],
      ['Content-Type', 'application/json'],
      ['If-Match', '*'],
      ['Authorization', 'Bearer <secret>'],
    ],
    body: `{"title":"It's \\"Blåbær\\" 😀 書名",\n "pages":1}`,
    bodyBytes: 56,
  },
  response: {
    status: 201,
    headers: [
      ['content-type', 'application/json'],
      ['x-hostile', hostileText],
    ],
    body: `{"title":"${hostileText}"}\n::error file=a::second line`,
    bodyBytes: 300,
  },
  startedMs: 3,
  durationMs: 4.4,
  governedBy: ['DAB-IFM-001'],
};

const unanswered: ExchangeRecord = {
  step: exchange.step,
  role: exchange.role,
  request: exchange.request,
  fault: 'no answer within 10 s',
  startedMs: 3,
  durationMs: 10_000,
};

function assertion(part: Partial<AssertionResult> & Pick<AssertionResult, 'rule' | 'verdict'>): AssertionResult {
  return {
    id: 'update/1',
    step: 'update',
    level: 'MUST',
    location: { file: suite, line: 41, column: 13 },
    mismatches: [],
    ...part,
  };
}

function scenario(part: Partial<ScenarioResult> & Pick<ScenarioResult, 'id' | 'verdict'>): ScenarioResult {
  return {
    title: `Title of ${part.id}`,
    location: { file: suite, line: 30, column: 5 },
    durationMs: 12,
    assertions: [],
    exchanges: [],
    races: [],
    ...part,
  };
}

function rule(part: Partial<RuleResult> & Pick<RuleResult, 'rule' | 'verdict'>): RuleResult {
  return {
    level: 'MUST',
    statement: `A server keeps what ${part.rule} says about rows that exist, and answers 200.`,
    gating: true,
    advisory: false,
    sources: ['Using If-Match with PUT'],
    scenarios: ['dab/if-match/passes'],
    counts: { pass: 1, fail: 0, inconclusive: 0, error: 0 },
    baselined: false,
    ...part,
  };
}

const statusMismatch = {
  fact: 'status',
  expected: '404',
  actual: '201',
  location: { file: suite, line: 41, column: 32 },
};

/** A report with every verdict, a warning, a provisional, an advisory and a known failure, hostile texts and races. */
export const fixtureReport: Report = {
  schemaVersion: 2,
  tool: { name: 'update-conformance', version: '0.1.0' },
  startedAt: '2026-11-24T14:00:00.000Z',
  durationMs: 1234,
  interrupted: false,
  seed: '7',
  targets: [
    {
      protocol: 'dab',
      edition: 'v2',
      judged: [{ product: 'Data API builder', version: '2.0.9', on: '2026-11-30' }],
      url: 'http://127.0.0.1:5000/dab',
      bundled: false,
      whole: true,
      selection: { rules: [], suites: [], scenarios: [] },
      features: [
        {
          feature: 'strict-body',
          core: false,
          declared: 'present',
          probed: 'absent',
          state: 'absent',
          evidence: '200',
        },
        { feature: 'rest', core: true, probed: 'present', state: 'present', evidence: 'answers' },
      ],
      scenarios: [
        scenario({
          id: 'dab/if-match/passes',
          verdict: 'pass',
          assertions: [
            'DAB-ERR-001',
            'DAB-IFM-001',
            'DAB-IFM-004',
            'DAB-INF-001',
            'DAB-NEW-001',
            'DAB-OLD-001',
            'DAB-HID-001',
            'DAB-SCO-001',
          ].map((judged) => assertion({ rule: judged, verdict: 'pass' })),
          races: [
            {
              step: 'writers',
              clients: 6,
              rounds: 5,
              overlap: { pairs: 75, overlapping: 70 },
              first: { 'writers[4]': 3, 'writers[0]': 2 },
            },
          ],
        }),
        scenario({
          id: 'dab/if-match/fails[quoted/star]',
          title: 'Ein Schüler schreibt 書名 \u001b[31m',
          verdict: 'fail',
          exchanges: [exchange],
          assertions: [
            assertion({ rule: 'DAB-IFM-003', verdict: 'fail', exchange: 0, mismatches: [statusMismatch] }),
            assertion({
              id: 'update/2',
              rule: 'DAB-IFM-003',
              verdict: 'fail',
              exchange: 0,
              location: { file: suite, line: 42, column: 13 },
              mismatches: [
                {
                  fact: 'body/title',
                  expected: '"The hitchhiker\'s guide to the galaxy"',
                  actual: '"The hitchhiker\'s quide to the galaxy"',
                  location: { file: suite, line: 42, column: 40 },
                },
                {
                  fact: 'headers/x-hostile',
                  expected: 'absent',
                  actual: hostileText,
                  location: statusMismatch.location,
                },
              ],
            }),
            assertion({
              id: 'writers/2',
              step: 'writers',
              rule: 'DAB-IFM-003',
              verdict: 'fail',
              location: { file: suite, line: 48, column: 13 },
              mismatches: [
                {
                  fact: 'history',
                  expected: 'no lost update',
                  actual:
                    'writers[2] (204) was accepted, but the final read shows writers[0] instead, which had ended before writers[2] began',
                  location: { file: suite, line: 48, column: 24 },
                  timeline: [
                    { name: 'writers[0]', startedMs: 0, endedMs: 1.204, text: '204, accepted' },
                    { name: 'writers[1]', startedMs: 0.1, text: 'no answer' },
                    { name: 'writers[2]', startedMs: 1.205, endedMs: 2.6, text: '204, accepted' },
                    { name: 'final read', startedMs: 3, endedMs: 3.8, text: '200, shows writers[0]' },
                  ],
                },
              ],
            }),
            assertion({ id: 'update/3', rule: 'DAB-IFM-004', verdict: 'inconclusive', reason: 'after update failed' }),
            assertion({
              id: 'update/4',
              rule: 'DAB-ERR-001',
              level: 'SHOULD',
              verdict: 'fail',
              mismatches: [{ ...statusMismatch, fact: 'body/message', expected: '"a"', actual: '"b"' }],
            }),
            assertion({ id: 'update/5', rule: 'DAB-INF-001', verdict: 'fail', mismatches: [statusMismatch] }),
            assertion({ id: 'update/6', rule: 'DAB-NEW-001', verdict: 'fail', mismatches: [statusMismatch] }),
            assertion({
              id: 'update/7',
              rule: 'DAB-OLD-001',
              verdict: 'fail',
              mismatches: [statusMismatch],
              known: 'DAB-OLD-001',
            }),
            assertion({
              id: 'update/8',
              rule: 'DAB-HID-001',
              verdict: 'inconclusive',
              reason: 'after update failed (DAB-OLD-001)',
              hindrance: { rules: ['DAB-OLD-001'], calls: [] },
              known: 'DAB-OLD-001',
            }),
            assertion({
              id: 'update/9',
              rule: 'DAB-SCO-001',
              verdict: 'inconclusive',
              reason: 'feature search is unclear: 500',
              outOfScope: 'feature search',
            }),
          ],
        }),
        scenario({
          id: 'dab/batch/errs',
          verdict: 'error',
          reason: 'step read: no answer within 10 s',
          exchanges: [unanswered],
          assertions: [assertion({ rule: 'DAB-BAT-001', verdict: 'error', reason: 'no answer within 10 s' })],
        }),
        scenario({
          id: 'dab/batch/unclear',
          verdict: 'inconclusive',
          reason: 'step given-1: status 500, assumed 2xx',
        }),
        scenario({
          id: 'dab/batch/hidden',
          verdict: 'inconclusive',
          reason: 'given-1 did not come about: status: expected 2xx, was 500',
          hindrance: { rules: [], calls: ['POST /dab/api/Books 500'] },
          known: 'DAB-OLD-001',
        }),
        scenario({
          id: 'dab/batch/more',
          verdict: 'inconclusive',
          reason: 'given-1 did not come about: status: expected 2xx, was 500',
          hindrance: { rules: [], calls: ['POST /dab/api/Books 500'] },
        }),
        scenario({ id: 'dab/batch/left-out', verdict: 'skipped', reason: 'feature batch is absent (probe: 404)' }),
      ],
      rules: [
        rule({ rule: 'DAB-BAT-001', verdict: 'error', scenarios: ['dab/batch/errs'], reason: 'no answer within 10 s' }),
        rule({ rule: 'DAB-BAT-002', verdict: 'skipped', scenarios: [], reason: 'feature batch is absent' }),
        rule({ rule: 'DAB-ERR-001', verdict: 'fail', level: 'SHOULD' }),
        rule({ rule: 'DAB-IFM-001', verdict: 'pass' }),
        rule({
          rule: 'DAB-IFM-003',
          verdict: 'fail',
          level: 'MUST NOT',
          scenarios: ['dab/if-match/fails[quoted/star]'],
        }),
        rule({ rule: 'DAB-IFM-004', verdict: 'inconclusive', reason: 'after update failed' }),
        rule({ rule: 'DAB-INF-001', verdict: 'fail', gating: false }),
        rule({ rule: 'DAB-NEW-001', verdict: 'fail', advisory: true }),
        rule({ rule: 'DAB-OLD-001', verdict: 'fail', baselined: true }),
        rule({
          rule: 'DAB-HID-001',
          verdict: 'inconclusive',
          baselined: true,
          reason: 'hidden by a known failure: DAB-OLD-001',
        }),
        rule({
          rule: 'DAB-SCO-001',
          verdict: 'skipped',
          reason: 'out of scope: search is planned for spring',
          outOfScope: 'feature search',
        }),
        rule({ rule: 'DAB-UNT-001', verdict: 'untested', scenarios: [], reason: 'needs two servers' }),
      ],
      outOfScope: [
        {
          entry: 'feature search',
          reason: 'search is planned for spring',
          expires: '2027-03-31',
          rules: ['DAB-SCO-001'],
        },
        {
          entry: 'rule DAB-IFM-003',
          reason: 'nobody needs it',
          rules: [],
          refused: 'DAB-IFM-003 was judged failing: that is a known failure, for a baseline',
        },
      ],
      verdict: 'nonconforming',
      causes: {
        failures: 8,
        unexplained: 1,
        causes: [
          {
            likeness: 'same',
            bugs: [
              { id: 'star-put-inserts', title: 'A PUT with a star inserts a missing row.' },
              { id: 'hostile', title: `A title from elsewhere ${hostileText}.` },
            ],
            rules: ['DAB-IFM-003'],
            explains: 6,
            fits: { hits: 6, of: 7 },
          },
          {
            likeness: 'similar',
            bugs: [{ id: 'any-tag-means-exists', title: 'Any entity-tag is taken for a star.' }],
            rules: ['DAB-NEW-001', 'DAB-OLD-001'],
            explains: 1,
            fits: { hits: 0, of: 4 },
          },
        ],
      },
      observations: [
        { rule: 'DAB-IFM-009', scenario: 'dab/if-match/passes', text: `chose "kept" ${hostileText}` },
        { rule: 'DAB-IFM-010', scenario: 'dab/if-match/passes', text: 'status 204' },
        { rule: 'DAB-IFM-010', scenario: 'dab/if-match/passes', text: 'status 204' },
      ],
      leftovers: ['DELETE /api/Books/id/500: status 500'],
    },
    {
      protocol: 'dataverse',
      edition: 'current',
      judged: [],
      url: 'https://example.test/api',
      bundled: false,
      whole: true,
      selection: {},
      features: [],
      scenarios: [],
      rules: [],
      verdict: 'undetermined',
      unreachable: 'example.test refused the connection',
      observations: [],
      leftovers: [],
    },
  ],
  baseline: {
    file: 'known-failures.yaml',
    expected: ['DAB-OLD-001'],
    stale: [{ entry: 'DAB-IFM-001', why: 'it passes' }],
    hidden: [{ entry: 'DAB-OLD-001', scenarios: ['dab/batch/hidden', 'dab/if-match/fails[quoted/star]'] }],
    unnamed: [{ entry: 'DAB-OLD-001', scenarios: ['dab/batch/more'] }],
    shown: [{ entry: 'DAB-OLD-001', scenarios: ['dab/batch/mended', 'dab/batch/gone'] }],
  },
  verdict: 'nonconforming',
  exitCode: 1,
};
