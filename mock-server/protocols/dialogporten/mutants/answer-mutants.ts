import { type HttpResponse, headerValue } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { type Exchange, off } from '../../../kernel/bug.ts';
import {
  answering,
  type When,
  withHeader,
  withJson,
  withoutHeader,
  withStatus,
} from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, decidedBy, done } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import { jsonType, problem } from '../problem-details.ts';
import { crash, refusingAs, withETag, without } from './attach.ts';
import { firstOwner, takingFor } from './callers.ts';
import { errorsIn, rowOf } from './exchanges.ts';
import { anything, byOtherOwner, complains, did, got, idTaken, labelWrites, reads, where, writes } from './when.ts';

const isProblem: When = ({ response }) =>
  headerValue(response.headers, 'Content-Type')?.startsWith('application/problem+json') === true;

function showingId(exchange: Exchange): HttpResponse {
  return respondJson(200, jsonType, rowOf(exchange)?.id ?? '', exchange.response.headers);
}

/** Bugs of answers: their shape, their status, what they show. */
export const answerMutants: readonly Mutant[] = mutantsOf(
  [
    ['plain-json-errors', 'Refusals are application/json.', 'DP-ERR-001'],
    ['invalid-child-in-other-words', 'An invalid child is refused with a message alone.', 'DP-ERR-001'],
    ['problem-without-type', 'Problem Details have no type.', 'DP-ERR-001'],
    ['problem-without-title', 'Problem Details have no title.', 'DP-ERR-001'],
    ['problem-without-status', 'Problem Details have no status.', 'DP-ERR-001'],
    ['problem-without-instance', 'Problem Details have no instance.', 'DP-ERR-001'],
    ['problem-without-trace-id', 'Problem Details have no traceId.', 'DP-ERR-003'],
    ['problem-status-differs', 'The status in Problem Details is not that of the answer.', 'DP-ERR-001'],
    ['problem-names-other-instance', 'Problem Details name another path.', 'DP-ERR-001'],
    ['errors-as-list', 'The errors of Problem Details are a list of objects.', 'DP-ERR-002'],
    ['errors-in-412', 'The Problem Details of a 412 have errors.', 'DP-ERR-005'],
    ['unreadable-body-is-500', 'A body that cannot be read makes the server fail.', 'DP-ERR-007'],
    ['405-without-allow', 'A 405 does not say what there is.', 'DP-ERR-016'],
    ['unknown-method-is-501', 'A method that is not there is answered 501.', 'DP-ERR-016'],
    ['nobody-is-admitted', 'A request needs no token.', 'DP-AUTH-001'],
    ['end-users-admitted', 'End users may do what owners may.', 'DP-AUTH-003'],
    ['401-without-scheme', 'A 401 does not name a scheme.', 'DP-AUTH-010'],
    [
      'bad-token-is-no-token',
      'Whoever sends a token that cannot be read is asked for one.',
      'DP-AUTH-011',
      off('DP-AUTH-011'),
    ],
    ['dialogs-of-others-are-403', 'A dialog of another owner is forbidden.', 'DP-AUTH-005'],
    ['activity-answers-200', 'A new activity is answered with 200.', 'DP-ACT-001'],
    ['activity-answer-is-object', 'A new activity is answered with an object.', 'DP-ACT-001'],
    ['activity-without-etag', 'A new activity is answered without an ETag.', 'DP-ACT-001'],
    ['transmission-answers-200', 'A new transmission is answered with 200.', 'DP-TX-001'],
    ['transmission-answer-is-object', 'A new transmission is answered with an object.', 'DP-TX-001'],
    ['transmission-without-etag', 'A new transmission is answered without an ETag.', 'DP-TX-001'],
    ['replaced-transmission-without-etag', 'The replacement of a transmission has no ETag.', 'DP-TX-006'],
    ['taken-activity-id-is-409', 'A taken id of an activity is a conflict.', 'DP-ACT-003'],
    ['taken-transmission-id-is-409', 'A taken id of a transmission is a conflict.', 'DP-TX-003'],
    ['put-answers-200', 'A PUT is answered with 200.', 'DP-PUT-001', withStatus(200, did('put'))],
    ['put-answers-body', 'A PUT is answered with a body.', 'DP-PUT-001', answering(did('put'), showingId)],
    ['put-without-etag', 'A PUT is answered without an ETag.', 'DP-PUT-001', withoutHeader('ETag', did('put'))],
    ['patch-answers-200', 'A PATCH is answered with 200.', 'DP-PATCH-001', withStatus(200, did('patch'))],
    ['patch-answers-body', 'A PATCH is answered with a body.', 'DP-PATCH-001', answering(did('patch'), showingId)],
    ['patch-without-etag', 'A PATCH is answered without an ETag.', 'DP-PATCH-001', withoutHeader('ETag', did('patch'))],
    ['patch-failure-in-other-shape', 'A PATCH that cannot be applied is refused like any other write.', 'DP-PATCH-010'],
    ['patch-of-unknown-is-204', 'The PATCH of an unknown dialog is acknowledged.', 'DP-PATCH-012'],
    ['labels-show-dialog-revision', 'The labels show the revision of the dialog.', 'DP-LBL-001'],
    ['labels-without-etag', 'A change of labels is answered without an ETag.', 'DP-LBL-002'],
  ],
  {
    'plain-json-errors': withHeader(['Content-Type', jsonType], isProblem),
    'invalid-child-in-other-words': answering(answered(writes('activity', 'transmission'), 400), () =>
      respondJson(400, jsonType, { message: 'invalid' }),
    ),
    'problem-without-type': withJson(isProblem, (problem) => without(problem, 'type')),
    'problem-without-title': withJson(isProblem, (problem) => without(problem, 'title')),
    'problem-without-status': withJson(isProblem, (problem) => without(problem, 'status')),
    'problem-without-instance': withJson(isProblem, (problem) => without(problem, 'instance')),
    'problem-without-trace-id': withJson(isProblem, (problem) => without(problem, 'traceId')),
    'problem-status-differs': withJson(isProblem, (problem, { response }) => ({
      ...(problem as JsonObject),
      status: 400 + ((response.status + 1) % 100),
    })),
    'problem-names-other-instance': withJson(isProblem, (problem) => ({ ...(problem as JsonObject), instance: '/' })),
    'errors-as-list': withJson(where(isProblem, complains(/^/)), (problem, exchange) => ({
      ...(problem as JsonObject),
      errors: Object.entries(errorsIn(exchange)).map(([field, messages]) => ({ field, messages })),
    })),
    'errors-in-412': withJson(answered(anything, 412), (problem) => ({
      ...(problem as JsonObject),
      errors: { Revision: ['The revision is another one.'] },
    })),
    'unreadable-body-is-500': answering(answered(decidedBy('DP-ERR-007'), 400), crash),
    '405-without-allow': withoutHeader('Allow', answered(anything, 405)),
    'unknown-method-is-501': answering(answered(decidedBy('DP-ERR-016'), 405), () => respondEmpty(501)),
    'nobody-is-admitted': takingFor(answered(anything, 401), () => firstOwner),
    'end-users-admitted': takingFor(where(answered(anything, 403), decidedBy('DP-AUTH-003')), () => firstOwner),
    '401-without-scheme': withoutHeader('WWW-Authenticate', answered(anything, 401)),
    'dialogs-of-others-are-403': answering(where(answered(anything, 404), byOtherOwner), () => respondEmpty(403)),
    'activity-answers-200': withStatus(200, got('activity', 201)),
    'activity-answer-is-object': withJson(got('activity', 201), (id) => ({ id })),
    'activity-without-etag': withoutHeader('ETag', got('activity', 201)),
    'transmission-answers-200': withStatus(200, got('transmission', 201)),
    'transmission-answer-is-object': withJson(got('transmission', 201), (id) => ({ id })),
    'transmission-without-etag': withoutHeader('ETag', got('transmission', 201)),
    'replaced-transmission-without-etag': withoutHeader('ETag', did('put-transmission')),
    'taken-activity-id-is-409': refusingAs(409, where(got('activity', 422), idTaken)),
    'taken-transmission-id-is-409': refusingAs(409, where(got('transmission', 422), idTaken)),
    'patch-failure-in-other-shape': answering(answered(decidedBy('DP-PATCH-010'), 400), (exchange) =>
      problem(400, exchange, { UpdateDialogDto: ['The patch cannot be applied.'] }),
    ),
    'patch-of-unknown-is-204': answering(got('patch', 404), () => respondEmpty(204)),
    'labels-show-dialog-revision': withETag(done(reads('labels')), (_exchange, row) => row?.revision ?? ''),
    'labels-without-etag': withoutHeader('ETag', done(labelWrites)),
  },
  {
    'plain-json-errors': { editions: ['current', 'documented'], breaksShape: true },
    'problem-without-type': { breaksShape: true },
    'problem-without-title': { breaksShape: true },
    'problem-without-status': { breaksShape: true },
    'problem-without-instance': { breaksShape: true },
    'problem-without-trace-id': { breaksShape: true },
    'errors-as-list': { breaksShape: true },
    'errors-in-412': { breaksShape: true },
    'activity-answer-is-object': { breaksShape: true },
    'transmission-answer-is-object': { breaksShape: true },
    'put-answers-body': { breaksShape: true },
    'patch-answers-body': { breaksShape: true },
  },
);
