import type { Mutant } from '../../../kernel/protocol-core.ts';
import { childMethodsNotOffered } from '../operations/forbidden-methods.ts';
import { mutant } from './mutant.ts';

/** Methods on children that must not be there; PUT on a single transmission is another rule's matter. */
const offered: readonly (readonly [place: string, rule: string])[] = [
  ['activity', 'DP-ACT-008'],
  ['activities', 'DP-ACT-008'],
  ['transmission', 'DP-TX-007'],
  ['transmissions', 'DP-TX-007'],
];

const methodMutants: readonly Mutant[] = offered.flatMap(([place, rule]) =>
  childMethodsNotOffered
    .filter((method) => method !== 'PUT' || place !== 'transmission')
    .flatMap((method) => {
      const name = `${method.toLowerCase()}-on-${place}`;
      return [
        mutant(`${name}-works`, `${method} changes ${place}.`, [rule]),
        mutant(`${name}-works-secretly`, `${method} on ${place} is refused with 405 and works all the same.`, [rule]),
      ];
    }),
);

/** Bugs of answers: their shape, their status, what they show. */
export const answerMutants: readonly Mutant[] = [
  mutant('plain-json-errors', 'Refusals are application/json.', ['DP-ERR-001'], {
    off: ['DP-ERR-001'],
    editions: ['current', 'documented'],
    breaksShape: true,
  }),
  ...['type', 'title', 'status', 'instance'].map((name) =>
    mutant(`problem-without-${name}`, `Problem Details have no ${name}.`, ['DP-ERR-001'], { breaksShape: true }),
  ),
  mutant('problem-without-trace-id', 'Problem Details have no traceId.', ['DP-ERR-003'], { breaksShape: true }),
  mutant('problem-status-differs', 'The status in Problem Details is not that of the answer.', ['DP-ERR-001']),
  mutant('problem-names-other-instance', 'Problem Details name another path.', ['DP-ERR-001']),
  mutant('errors-as-list', 'The errors of Problem Details are a list of objects.', ['DP-ERR-002'], {
    may: ['DP-CC-005', 'DP-ERR-004', 'DP-PATCH-011', 'DP-PUT-012', 'DP-PUT-013'],
    breaksShape: true,
  }),
  mutant('errors-in-412', 'The Problem Details of a 412 have errors.', ['DP-ERR-005'], {
    off: ['DP-ERR-005'],
    breaksShape: true,
  }),
  mutant('first-error-only', 'Of several validation errors only the first is reported.', ['DP-ERR-004'], {
    off: ['DP-ERR-004'],
  }),

  mutant('create-answers-200', 'A create is answered with 200.', ['DP-CR-001'], { off: ['DP-CR-001'] }),
  mutant('create-answers-object', 'A create is answered with an object.', ['DP-CR-001'], {
    may: ['DP-CR-002', 'DP-CR-004'],
    breaksShape: true,
  }),
  mutant('create-etag-is-no-revision', 'The ETag of a create is not the revision.', ['DP-CR-002'], {
    may: ['DP-CC-001', 'DP-CC-004', 'DP-CC-007', 'DP-CC-009', 'DP-CC-018', 'DP-PUT-017', 'DP-SIL-010'],
    off: ['DP-CR-002'],
  }),
  mutant('created-status-is-deprecated', 'A new dialog shows a status that is only an input.', ['DP-CR-004'], {
    off: ['DP-CR-004'],
  }),
  mutant('etag-quoted', 'The ETag stands in quotes.', ['DP-CR-002']),
  mutant('etag-weak', 'The ETag is weak.', ['DP-CR-002']),
  mutant('etag-differs-from-revision', 'The ETag of a GET is not the revision.', ['DP-GET-001'], {
    off: ['DP-GET-001'],
    may: ['DP-CC-001', 'DP-CC-005'],
    editions: ['current', 'documented'],
  }),
  mutant('get-without-etag', 'A GET is answered without an ETag.', ['DP-GET-001']),
  mutant('body-revision-differs', 'The member revision is not the revision.', ['DP-GET-001'], {
    may: [
      'DP-ACT-001',
      'DP-CC-009',
      'DP-CC-011',
      'DP-CC-012',
      'DP-CR-002',
      'DP-PATCH-001',
      'DP-PUT-001',
      'DP-PUT-006',
      'DP-PUT-007',
      'DP-TX-001',
    ],
  }),

  mutant('activity-answers-200', 'A new activity is answered with 200.', ['DP-ACT-001'], { off: ['DP-ACT-001'] }),
  mutant('activity-answer-is-object', 'A new activity is answered with an object.', ['DP-ACT-001'], {
    may: ['DP-ACT-002'],
    breaksShape: true,
  }),
  mutant('activity-without-etag', 'A new activity is answered without an ETag.', ['DP-ACT-001'], {
    may: ['DP-CC-011', 'DP-CC-013'],
  }),
  mutant('activity-replaces-others', 'A new activity replaces those that are there.', ['DP-ACT-002'], {
    may: ['DP-CC-019', 'DP-GET-005'],
  }),
  mutant('single-activity-not-found', 'A single activity is never found.', ['DP-ACT-002']),
  mutant('single-activity-is-short', 'A single activity is shown as in the list.', ['DP-ACT-002']),
  mutant('activities-in-other-order', 'The list of activities begins with the newest.', ['DP-GET-005']),
  mutant('activities-list-wrapped', 'The list of activities is an object.', ['DP-GET-005'], { breaksShape: true }),
  mutant('transmission-answers-200', 'A new transmission is answered with 200.', ['DP-TX-001'], { off: ['DP-TX-001'] }),
  mutant('transmission-answer-is-object', 'A new transmission is answered with an object.', ['DP-TX-001'], {
    may: ['DP-GET-006'],
    breaksShape: true,
  }),
  mutant('transmission-without-etag', 'A new transmission is answered without an ETag.', ['DP-TX-001'], {
    may: ['DP-CC-012', 'DP-CC-013'],
  }),
  mutant('single-transmission-not-found', 'A single transmission is never found.', ['DP-GET-006']),
  mutant('single-transmission-is-short', 'A single transmission is shown without its content.', ['DP-GET-006']),
  mutant('transmissions-in-other-order', 'The list of transmissions begins with the oldest.', ['DP-GET-006']),
  mutant('transmissions-list-wrapped', 'The list of transmissions is an object.', ['DP-GET-006'], {
    breaksShape: true,
  }),
  mutant('transmission-changed-without-scope', 'Anybody may replace a transmission.', ['DP-AUTH-008'], {
    off: ['DP-AUTH-008'],
  }),
  mutant(
    'transmission-changed-despite-403',
    'The replacement of a transmission is refused, and happens all the same.',
    ['DP-AUTH-008'],
  ),
  ...methodMutants,
];
