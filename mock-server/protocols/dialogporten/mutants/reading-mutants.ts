import { headerLines, headerValue } from '../../../../core/http.ts';
import type { Json, JsonObject } from '../../../../core/json.ts';
import { off } from '../../../kernel/bug.ts';
import { answering, withJson, withoutHeader } from '../../../kernel/bugs/answer-otherwise.ts';
import { dropsTagOfCompressed, marksTagOfCompressed } from '../../../kernel/bugs/compressed.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, decidedBy, done } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { listOf } from '../model/list-of.ts';
import { isFromParty } from '../model/revision.ts';
import { notFound } from '../problem-details.ts';
import { presentListedActivity } from '../read/present-dialog.ts';
import { refusingWith, showing, withETag, without, withQuery } from './attach.ts';
import { childIdOf } from './exchanges.ts';
import { asking, hasChanged, leaving, lists, not, reads, where } from './when.ts';

/** Ids of version 7 tell in which order children arrived, whatever day they say they were created. */
function byArrival(items: Json): JsonObject[] {
  return (items as readonly JsonObject[]).toSorted((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
}

function withoutInItems(page: Json, name: string): JsonObject {
  return { ...(page as JsonObject), items: listOf(page as JsonObject, 'items').map((item) => without(item, name)) };
}

/** Bugs of reading dialogs and their children. */
export const readingMutants: readonly Mutant[] = mutantsOf(
  [
    ['no-etag-when-compressed', 'Who takes gzip is sent no ETag.', 'DP-GET-001', dropsTagOfCompressed],
    [
      'gzip-in-the-etag',
      'Who takes gzip is sent the revision with -gzip behind it.',
      'DP-GET-001',
      marksTagOfCompressed,
    ],
    ['activities-in-order-of-arrival', 'Activities are listed as they came, whatever their day.', 'DP-GET-005'],
    ['transmissions-in-order-of-arrival', 'Transmissions are listed as they came, whatever their day.', 'DP-GET-006'],
    ['activities-in-other-order', 'The list of activities begins with the newest.', 'DP-GET-005'],
    ['transmissions-in-other-order', 'The list of transmissions begins with the oldest.', 'DP-GET-006'],
    ['activities-list-wrapped', 'The list of activities is an object.', 'DP-GET-005'],
    ['transmissions-list-wrapped', 'The list of transmissions is an object.', 'DP-GET-006'],
    ['single-activity-not-found', 'A single activity is never found.', 'DP-ACT-002'],
    ['single-transmission-not-found', 'A single transmission is never found.', 'DP-GET-006'],
    ['single-activity-is-short', 'A single activity is shown as in the list.', 'DP-ACT-002'],
    ['single-transmission-is-short', 'A single transmission is shown without its content.', 'DP-GET-006'],
    ['unknown-child-is-unknown-dialog', 'An unknown child is reported as an unknown dialog.', 'DP-GET-007'],
    ['if-none-match-works', 'A GET with the current revision in If-None-Match is 304.', 'DP-GET-008'],
    ['if-match-binds-get', 'A GET is held to its If-Match.', 'DP-GET-008'],
    ['nulls-are-written', 'Absent members are null.', 'DP-ERR-013'],
    ['etag-differs-from-revision', 'The ETag of a GET is not the revision.', 'DP-GET-001'],
    ['get-without-etag', 'A GET is answered without an ETag.', 'DP-GET-001'],
    ['body-revision-differs', 'The member revision is not the revision.', 'DP-GET-001'],
    ['party-transmissions-uncounted', 'What the party sends counts as sent by the owner.', 'DP-TX-008'],
    ['list-begins-with-the-oldest', 'A list begins with the oldest content.', 'DP-GET-009'],
    ['list-has-no-next-page', 'A list says that there is no more.', 'DP-GET-009'],
    ['continuation-token-ignored', 'Every page is the first.', 'DP-GET-009'],
    ['limit-ignored', 'Every page has 100 dialogs.', 'DP-GET-009'],
    ['deleted-never-listed', 'A deleted dialog is in no list.', 'DP-DEL-009'],
    ['listed-without-revision', 'Listed dialogs have no revision.', 'DP-GET-009'],
    ['listed-without-updatedAt', 'Listed dialogs have no updatedAt.', 'DP-GET-009'],
    ['listed-without-contentUpdatedAt', 'Listed dialogs have no contentUpdatedAt.', 'DP-GET-009'],
    ['limits-of-pages-refused', 'A page has 2 to 999 dialogs.', 'DP-GET-009'],
    ['dialogs-never-listed', 'Dialogs are listed for nobody.', 'DP-AUTH-004'],
    ['contexts-never-listed', 'Label contexts are listed for nobody.', 'DP-AUTH-004'],
    ['list-filters-ignored', 'A list has all dialogs whatever is asked for.', 'DP-GET-009'],
  ],
  {
    'activities-in-order-of-arrival': withJson(done(reads('activities')), (items) => byArrival(items)),
    'transmissions-in-order-of-arrival': withJson(done(reads('transmissions')), (items) => byArrival(items).reverse()),
    'activities-in-other-order': withJson(done(reads('activities')), (items) =>
      (items as readonly Json[]).toReversed(),
    ),
    'transmissions-in-other-order': withJson(done(reads('transmissions')), (items) =>
      (items as readonly Json[]).toReversed(),
    ),
    'activities-list-wrapped': withJson(done(reads('activities')), (items) => ({ items })),
    'transmissions-list-wrapped': withJson(done(reads('transmissions')), (items) => ({ items })),
    'single-activity-not-found': answering(done(reads('activity')), (exchange) =>
      notFound(exchange, childIdOf(exchange.request), 'DialogActivity'),
    ),
    'single-transmission-not-found': answering(done(reads('transmission')), (exchange) =>
      notFound(exchange, childIdOf(exchange.request), 'DialogTransmission'),
    ),
    'single-activity-is-short': withJson(done(reads('activity')), (activity) =>
      presentListedActivity(activity as JsonObject),
    ),
    'single-transmission-is-short': withJson(done(reads('transmission')), (transmission) =>
      without(transmission, 'content'),
    ),
    'unknown-child-is-unknown-dialog': answering(answered(decidedBy('DP-GET-007'), 404), (exchange) =>
      notFound(exchange, childIdOf(exchange.request)),
    ),
    'if-none-match-works': answering(
      where(done(reads('dialog')), ({ request, response }) =>
        headerLines(request.headers, 'If-None-Match').includes(headerValue(response.headers, 'ETag') ?? ''),
      ),
      ({ response }) => showing(respondEmpty(304), headerValue(response.headers, 'ETag') ?? ''),
    ),
    'if-match-binds-get': answering(
      where(done(reads('dialog')), ({ request }) => headerLines(request.headers, 'If-Match').length > 0),
      () => respondEmpty(412),
    ),
    'nulls-are-written': withJson(done(reads('dialog')), (dialog) => ({
      deletedAt: null,
      visibleFrom: null,
      dueAt: null,
      process: null,
      ...(dialog as JsonObject),
    })),
    'etag-differs-from-revision': withETag(leaving(done(reads('dialog')), hasChanged), ({ world }) => world.uuid(4)),
    'get-without-etag': withoutHeader('ETag', leaving(done(reads('dialog')), hasChanged)),
    'body-revision-differs': withJson(leaving(done(reads('dialog')), hasChanged), (dialog) => ({
      ...(dialog as JsonObject),
      revision: String((dialog as JsonObject)['revision']).toUpperCase(),
    })),
    'party-transmissions-uncounted': withJson(
      leaving(done(reads('dialog')), ({ transmissions }) => transmissions.some(isFromParty)),
      (dialog) => ({
        ...(dialog as JsonObject),
        fromPartyTransmissionsCount: 0,
        fromServiceOwnerTransmissionsCount: listOf(dialog as JsonObject, 'transmissions').length,
      }),
    ),
    'list-begins-with-the-oldest': taking(
      where(lists, not(asking('orderBy', /^/))),
      withQuery('orderBy', 'contentUpdatedAt_asc'),
    ),
    'list-has-no-next-page': withJson(done(lists), (page) => ({ ...(page as JsonObject), hasNextPage: false })),
    'continuation-token-ignored': taking(
      where(lists, asking('continuationToken', /^/)),
      withQuery('continuationToken'),
    ),
    'limit-ignored': taking(where(done(lists), asking('limit', /^/)), withQuery('limit')),
    'deleted-never-listed': taking(where(lists, asking('deleted', /^include$/i)), withQuery('deleted', 'exclude')),
    'listed-without-revision': withJson(done(reads('dialogs')), (page) => withoutInItems(page, 'revision')),
    'listed-without-updatedAt': withJson(done(reads('dialogs')), (page) => withoutInItems(page, 'updatedAt')),
    'listed-without-contentUpdatedAt': withJson(done(reads('dialogs')), (page) =>
      withoutInItems(page, 'contentUpdatedAt'),
    ),
    'limits-of-pages-refused': refusingWith(400, 'limit', where(done(lists), asking('limit', /^(1|1000)$/))),
    'dialogs-never-listed': answering(done(reads('dialogs')), () => respondEmpty(403)),
    'contexts-never-listed': answering(done(reads('contexts')), () => respondEmpty(403)),
    'list-filters-ignored': off(
      'DP-GET-009',
      'serviceResource',
      'party',
      'extendedStatus',
      'status',
      'systemLabel',
      'externalReference',
      'process',
      'created',
      'updated',
      'contentUpdated',
      'due',
      'visible',
      'excludeApiOnly',
      'isContentSeen',
      'serviceOwnerLabels',
      'search',
    ),
  },
  {
    'activities-list-wrapped': { breaksShape: true },
    'transmissions-list-wrapped': { breaksShape: true },
    'etag-differs-from-revision': { editions: ['current', 'documented'] },
  },
);
