import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import type { HttpRequest, HttpResponse } from '../core/http.ts';
import { loadCore } from '../mock-server/index.ts';
import { createTrials } from '../proof/prove/create-trials.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';
import { createAnswerCheck } from './support/openapi-answers.ts';

const require = createRequire(import.meta.url);

/** Where the real server answers otherwise than its own OpenAPI document says; each seen in the recordings. */
const exceptions: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [
    / (403|409|410): no body$/,
    'The document gives these statuses without a body; Problem Details are sent (DEL-001, ID-006, AUTH-007).',
  ],
  [
    /^PATCH .*: application\/json, not application\/problem\+json$/,
    'Refusals of PATCH are sent as Problem Details (PATCH-012).',
  ],
  [
    / 415: no such status$/,
    'The document does not speak of media types it does not list; they are 415 (ERR-012, PATCH-CT).',
  ],
  [
    /^GET .*\/dialogs(\/endusercontext)? 403: no such status$/,
    'The search scope is asked for without a status of its own (AUTH-004).',
  ],
  [/^GET .*\/dialogs(\/{dialogId})? 400: no such status$/, 'A malformed id or limit is 400 (GET-002, GET-009).'],
  [
    /\/bulkset 404: no such status$/,
    'An unknown dialog among several is 404 (BulkSetSystemLabelTests; the source of 1.119.1 declares the status).',
  ],
  [
    /^GET .*\/activities 410: no such status$/,
    'The list of activities of a deleted dialog is gone like its items (GET-003).',
  ],
  [
    /\/(actions\/(purge|restore)|labels\/\{label\}) 400: no such status$/,
    'A malformed If-Match is 400 here as everywhere (CC-IFM-POST-purge-5).',
  ],
  [/\/context\/labels 404: no such status$/, 'The labels of a deleted dialog are unknown (DEL-001).'],
];

/* Every answer that the reference server gives during a whole run fits the document that the vendor publishes. */
test('answers of the whole run fit the OpenAPI document of Dialogporten', async () => {
  const check = createAnswerCheck(require.resolve('@digdir/dialogporten-schema/swagger.verified.json'));
  const core = await loadCore('dialogporten');
  const trials = createTrials({ core, ...(await loadProtocol('dialogporten')) }, core.defaultEdition);
  const unexplained = new Set<string>();
  const used = new Set<RegExp>();
  let checked = 0;
  for (const planned of trials.planned.filter(({ skip }) => skip === undefined)) {
    await trials.run(planned, {}, (answer) => async (request: HttpRequest): Promise<HttpResponse> => {
      const response = await answer(request);
      checked++;
      for (const odd of check(request, response)) {
        const reason = exceptions.find(([pattern]) => pattern.test(odd));
        if (reason) used.add(reason[0]);
        else unexplained.add(odd);
      }
      return response;
    });
  }
  expect([...unexplained].sort()).toEqual([]);
  expect(exceptions.filter(([pattern]) => !used.has(pattern)).map(([, reason]) => reason)).toEqual([]);
  expect(checked).toBeGreaterThan(1000);
});
