import type { JsonObject } from '../../../../core/json.ts';
import type { Attachment } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { listOf } from '../model/list-of.ts';
import { languageOf } from '../write/validate-localizations.ts';
import { refusingWith } from './attach.ts';
import { createOf } from './exchanges.ts';
import { doneCreates, where } from './when.ts';

/** Stumbles over a member of a create. */
function stumbling(member: string, over: (dto: JsonObject) => boolean): Attachment {
  const when = where(doneCreates, (exchange) => over(createOf(exchange)));
  return refusingWith(400, `dto.${member}`, when);
}

const labelsOf = ({ serviceOwnerContext = {} }: JsonObject): readonly JsonObject[] =>
  listOf(serviceOwnerContext as JsonObject, 'serviceOwnerLabels');

function languagesOf({ content = {} }: JsonObject): string[] {
  const title = (content as JsonObject)['title'] ?? {};
  return listOf(title as JsonObject, 'value').map(({ languageCode }) => languageOf(String(languageCode)));
}

/** Bugs of a server that refuses lawful creates. */
export const overlyStrictCreateMutants: readonly Mutant[] = mutantsOf(
  [
    ['limits-of-progress-refused', 'Progress 0 and 100 are refused.', 'DP-CR-009'],
    ['deprecated-status-refused', 'The deprecated statuses are refused.', 'DP-CR-015'],
    ['draft-refused', 'The status Draft is refused.', 'DP-CR-015'],
    ['first-system-label-refused', 'A create may not name a system label.', 'DP-CR-018'],
    ['default-label-refused', 'A create may not say that a dialog is where it is by default.', 'DP-CR-018'],
    ['limits-of-first-labels-refused', 'Labels of a create have 4 to 254 characters.', 'DP-CR-018'],
    ['twenty-labels-refused', 'There may be 19 labels at most.', 'DP-CR-018'],
    ['new-transmission-stays-closed', 'No activity opens a transmission of the same create.', 'DP-CR-019'],
    ['actor-by-id-refused', 'A representative needs a name.', 'DP-CR-020'],
    ['short-transmission-key-refused', 'The key of a transmission has at least 4 characters.', 'DP-ID-008'],
    ['long-key-refused', 'An idempotency key may have 35 characters at most.', 'DP-ID-008'],
    ['bokmal-only', 'Texts may only be in bokmål.', 'DP-CR-010'],
    ['stamps-of-create-refused', 'A create may not name createdAt.', 'DP-CR-013'],
    ['persons-only', 'Only persons can have dialogs.', 'DP-CR-008'],
  ],
  {
    'limits-of-progress-refused': stumbling('progress', ({ progress }) => progress === 0 || progress === 100),
    'deprecated-status-refused': stumbling('status', ({ status }) => status === 'New' || status === 'Sent'),
    'draft-refused': stumbling('status', ({ status }) => status === 'Draft'),
    'first-system-label-refused': stumbling('systemLabel', ({ systemLabel }) => systemLabel !== undefined),
    'default-label-refused': stumbling('systemLabel', ({ systemLabel }) => systemLabel === 'Default'),
    'limits-of-first-labels-refused': stumbling('serviceOwnerContext', (dto) =>
      labelsOf(dto).some(({ value }) => [3, 255].includes(String(value).length)),
    ),
    'twenty-labels-refused': stumbling('serviceOwnerContext', (dto) => labelsOf(dto).length === 20),
    'new-transmission-stays-closed': stumbling('activities[0]', (dto) =>
      listOf(dto, 'activities').some(({ transmissionId }) => transmissionId !== undefined),
    ),
    'actor-by-id-refused': stumbling('activities', (dto) =>
      listOf(dto, 'activities').some(({ performedBy }) => (performedBy as JsonObject)['actorId'] !== undefined),
    ),
    'short-transmission-key-refused': stumbling('transmissions', (dto) =>
      listOf(dto, 'transmissions').some(({ idempotentKey }) => String(idempotentKey).length === 3),
    ),
    'long-key-refused': stumbling('idempotentKey', ({ idempotentKey }) => String(idempotentKey ?? '').length === 36),
    'bokmal-only': stumbling('content', (dto) => languagesOf(dto).some((code) => code !== 'nb')),
    'stamps-of-create-refused': stumbling('createdAt', ({ createdAt }) => createdAt !== undefined),
    'persons-only': stumbling('party', ({ party }) => !String(party).startsWith('urn:altinn:person:identifier-no:')),
  },
);
