import type { RuleId } from '../../../../core/rule.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { overlooking } from './attach.ts';
import { by } from './when.ts';

/** Faults of updates that are not seen: the kind of update, the rule, the place, and what is said there. */
const unseen: readonly (readonly [
  id: string,
  title: string,
  kind: 'put' | 'patch',
  rule: RuleId,
  place: string,
  text?: string,
])[] = [
  ['progress-of-put-unchecked', 'A PUT may name any progress.', 'put', 'DP-CR-009', 'dto.progress'],
  [
    'language-of-put-unchecked',
    'A PUT may be in any language.',
    'put',
    'DP-CR-010',
    'dto.content.value[0].languageCode',
  ],
  [
    'api-only-content-of-put-unchecked',
    'Content of a PUT may be too long.',
    'put',
    'DP-CR-006',
    'dto.content.value[0].value',
  ],
  [
    'secondary-of-put-uncounted',
    'A PUT may have two secondary actions.',
    'put',
    'DP-CR-016',
    'dto.guiActions',
    'secondary',
  ],
  [
    'tertiary-of-put-uncounted',
    'A PUT may have six tertiary actions.',
    'put',
    'DP-CR-016',
    'dto.guiActions',
    'tertiary',
  ],
  ['process-of-put-unchecked', 'A PUT may name any process.', 'put', 'DP-CR-017', 'dto.process', 'URI'],
  [
    'references-of-put-unchecked',
    'Any activity of a PUT may name a transmission.',
    'put',
    'DP-CR-019',
    'dto.activities[0].transmissionId',
    'Only',
  ],
  [
    'opened-of-put-unchecked',
    'An activity of a PUT may open nothing.',
    'put',
    'DP-CR-019',
    'dto.activities[0].transmissionId',
    'needs',
  ],
  [
    'described-by-put-unchecked',
    'Any activity of a PUT may be described.',
    'put',
    'DP-CR-019',
    'dto.activities[0].description',
    'only',
  ],
  [
    'sender-of-put-unchecked',
    'The sender of a transmission of a PUT may be anybody.',
    'put',
    'DP-CR-020',
    'dto.transmissions[0].sender',
    'If',
  ],
  ['type-of-put-unchecked', 'A transmission of a PUT needs no type.', 'put', 'DP-TX-002', 'dto.transmissions[0].type'],
  [
    'sender-of-put-optional',
    'A transmission of a PUT needs no sender.',
    'put',
    'DP-TX-002',
    'dto.transmissions[0].sender',
    'empty',
  ],
  [
    'content-of-put-optional',
    'A transmission of a PUT needs no content.',
    'put',
    'DP-TX-002',
    'dto.transmissions[0].content',
    "'Content'",
  ],
  [
    'title-of-put-optional',
    'A transmission of a PUT needs no title.',
    'put',
    'DP-TX-002',
    'dto.transmissions[0].content',
    'Title',
  ],
  [
    'key-of-put-unchecked',
    'The key of a transmission of a PUT may be short.',
    'put',
    'DP-ID-008',
    'dto.transmissions[0].idempotentKey',
  ],
  [
    'activity-id-of-put-unchecked',
    'A PUT may give an activity any UUID.',
    'put',
    'DP-ID-002',
    'dto.activities[0].id',
    '',
  ],
  [
    'transmission-id-of-put-unchecked',
    'A PUT may give a transmission any UUID.',
    'put',
    'DP-ID-002',
    'dto.transmissions[0].id',
  ],
  [
    'attachment-id-of-put-unchecked',
    'A PUT may give an attachment any UUID.',
    'put',
    'DP-ID-002',
    'dto.attachments[0].id',
  ],
  [
    'future-id-of-put-unchecked',
    'A PUT may give an activity an id of the future.',
    'put',
    'DP-ID-003',
    'dto.activities[0].id',
    'timestamp',
  ],
  [
    'process-of-patch-unchecked',
    'A preceding process of a PATCH needs no process.',
    'patch',
    'DP-PATCH-011',
    'dto.process',
  ],
  ['actions-of-patch-uncounted', 'A PATCH may add any number of actions.', 'patch', 'DP-PATCH-011', 'dto.guiActions'],
  [
    'activity-of-patch-unchecked',
    'An activity of a PATCH needs no description.',
    'patch',
    'DP-PATCH-011',
    'dto.activities[0].description',
  ],
  [
    'language-of-patch-unchecked',
    'A PATCH may be in any language.',
    'patch',
    'DP-PATCH-011',
    'dto.content.value[0].languageCode',
  ],
];

/** Bugs of updates that do not see one fault of many. */
export const unseenFaultMutants: readonly Mutant[] = mutantsOf(
  unseen.map(([id, title, kind, rule, place, text = '']) => [
    id,
    title,
    rule,
    overlooking(by(kind), (at, fault) => at === place && fault.includes(text)),
  ]),
);
