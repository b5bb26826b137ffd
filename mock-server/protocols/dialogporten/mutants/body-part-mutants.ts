import type { JsonObject } from '../../../../core/json.ts';
import { type Attachment, atSeam } from '../../../kernel/bug.ts';
import { answering, changingMember, type When, withHeader, withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { answered, decidedBy } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { faultsOfBody } from '../seams.ts';
import { crash, refusingWith, sending, touching, without } from './attach.ts';
import { bodyOf } from './exchanges.ts';
import { takingText } from './other-text.ts';
import { anything, by, did, got, reads, text, where, writes } from './when.ts';

const children = ['activity', 'transmission', 'labels'] as const;

/** Shows a date-time of an answer with three digits of a second. */
function inMilliseconds(member: string, when: When): Attachment {
  return changingMember(member, when, (value) => String(value).replace(/\d{4}Z$/, 'Z'));
}

/** Reports the first fault alone. */
function firstFault(kind: string): Attachment {
  return atSeam(faultsOfBody, (faults) => new Map([...faults].slice(0, 1)), by(kind));
}

/** Names the list of dialogs as the place of a problem. */
function instanceIsTheList(status: number): Attachment {
  return withJson(answered(anything, status), (problem) => ({
    ...(problem as JsonObject),
    instance: '/api/v1/serviceowner/dialogs',
  }));
}

/** Bugs of a server that reads most bodies as it should: at one address, in one member, in one way it does not. */
export const bodyPartMutants: readonly Mutant[] = mutantsOf(
  [
    ...children.map(
      (kind): MutantRow => [
        `unreadable-${kind}-is-500`,
        `A body that is no object makes the server fail: ${kind}.`,
        'DP-ERR-007',
        answering(where(got(kind, 400), decidedBy('DP-ERR-007')), crash),
      ],
    ),
    ...children.map(
      (kind): MutantRow => [
        `${kind}-reads-any-media-type`,
        `A body of any media type is read as JSON: ${kind}.`,
        'DP-ERR-012',
        taking(got(kind, 415), ({ request }) => withField(request, ['Content-Type', 'application/json'])),
      ],
    ),
    ...(['post', 'activity', 'transmission'] as const).map(
      (kind): MutantRow => [
        `dates-of-${kind}-without-offset-read`,
        `A date-time without an offset is taken for UTC: ${kind}.`,
        'DP-ERR-011',
        takingText(got(kind, 400), /(:\d\d:\d\d)"/, '$1Z"'),
      ],
    ),
    ...(['put', 'patch', 'transmission'] as const).map(
      (kind): MutantRow => [
        `first-error-of-${kind}-only`,
        `Of several validation errors only the first is reported: ${kind}.`,
        'DP-ERR-004',
        firstFault(kind),
      ],
    ),
    ...([403, 409] as const).map(
      (status): MutantRow => [
        `instance-of-${status}-is-the-list`,
        `Problem Details of a ${status} name the list.`,
        'DP-ERR-001',
        instanceIsTheList(status),
      ],
    ),
    [
      'children-despite-unreadable-body',
      'A body of a child that cannot be read is refused, and the dialog is touched.',
      'DP-ERR-007',
      touching(where(answered(writes(...children), 400), decidedBy('DP-ERR-007'))),
    ],
    ['number-as-body-is-500', 'A body that is a number makes the server fail.', 'DP-ERR-007'],
    ['names-of-creates-in-one-case', 'Members of a create are only known in their own spelling.', 'DP-ERR-009'],
    ['enums-of-creates-in-one-case', 'Enumerations of a create are only known in their own spelling.', 'DP-ERR-009'],
    ['names-of-activities-in-one-case', 'Members of an activity are only known in their own spelling.', 'DP-ERR-009'],
    ['names-of-transmissions-in-one-case', 'Members of a transmission have one spelling.', 'DP-ERR-009'],
    ['unknown-spelling-ignored', 'A member in another spelling is ignored.', 'DP-ERR-009'],
    ['null-process-refused', 'A preceding process cannot be null.', 'DP-ERR-010'],
    ['created-in-milliseconds', 'createdAt is shown with three digits of a second.', 'DP-ERR-011'],
    ['content-stamp-in-milliseconds', 'contentUpdatedAt is shown with three digits of a second.', 'DP-ERR-011'],
    ['activities-in-milliseconds', 'An activity shows three digits of a second.', 'DP-ERR-011'],
    ['offset-of-activity-ignored', 'The offset of a date-time of an activity is ignored.', 'DP-ERR-011'],
    ['allow-names-everything', 'A 405 names all methods there are.', 'DP-ERR-016'],
  ],
  {
    'number-as-body-is-500': answering(where(answered(decidedBy('DP-ERR-007'), 400), text(/^\d/)), crash),
    'names-of-creates-in-one-case': refusingWith(400, 'dto.party', where(did('post'), text(/"PARTY"/))),
    'enums-of-creates-in-one-case': refusingWith(400, 'status', where(did('post'), text(/"(secondary|archive|api)"/))),
    'names-of-activities-in-one-case': refusingWith(400, 'activity.type', where(did('activity'), text(/"TYPE"/))),
    'names-of-transmissions-in-one-case': refusingWith(
      400,
      'transmissions[0].type',
      where(did('transmission'), text(/"TYPE"/)),
    ),
    'unknown-spelling-ignored': taking(where(did('put'), text(/"Progress"/)), ({ request }) =>
      sending(request, without(bodyOf(request), 'Progress')),
    ),
    'null-process-refused': refusingWith(400, 'precedingProcess', where(did('put'), text(/"precedingProcess":null/))),
    'created-in-milliseconds': inMilliseconds('createdAt', reads('dialog')),
    'content-stamp-in-milliseconds': inMilliseconds('contentUpdatedAt', reads('dialog')),
    'activities-in-milliseconds': inMilliseconds('createdAt', reads('activity')),
    'offset-of-activity-ignored': takingText(did('activity'), /[+]01:00"/, 'Z"'),
    'allow-names-everything': withHeader(
      ['Allow', 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT'],
      answered(anything, 405),
    ),
  },
);
