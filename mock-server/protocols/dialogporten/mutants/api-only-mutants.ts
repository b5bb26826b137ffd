import { off } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { overlooking, refusingWith } from './attach.ts';
import { rowAt } from './exchanges.ts';
import { by, did, leaving } from './when.ts';

/** Is a dialog for APIs only, and lacks content? */
function needsContent({ fields }: DialogRow): boolean {
  return fields.isApiOnly && fields['content'] === undefined;
}

/** Has a dialog a transmission without content? */
function hasBareTransmission({ transmissions }: DialogRow): boolean {
  return transmissions.some(({ content }) => content === undefined);
}

/** Bugs of the content of dialogs for APIs only. */
export const apiOnlyMutants: readonly Mutant[] = mutantsOf(
  [
    ['api-only-needs-content', 'A dialog for APIs only needs content, too.', 'DP-CR-006'],
    ['api-only-transmission-needs-content', 'Transmissions need content in a dialog for APIs only, too.', 'DP-TX-002'],
    [
      'title-of-api-only-optional',
      'Content of a dialog for APIs only needs no title.',
      'DP-CR-006',
      off('DP-CR-006', 'title'),
    ],
    [
      'posted-to-api-only-unchecked',
      'A transmission may be posted without content where the dialog is for APIs only.',
      'DP-TX-002',
    ],
    ['api-only-takes-no-transmission', 'No transmission is posted to a dialog for APIs only.', 'DP-TX-002'],
  ],
  {
    'api-only-takes-no-transmission': refusingWith(
      400,
      'transmissions[0].content',
      leaving(did('transmission'), ({ fields }) => fields.isApiOnly),
    ),
    'api-only-needs-content': refusingWith(400, 'dto.content', leaving(did('post', 'put'), needsContent)),
    'api-only-transmission-needs-content': refusingWith(
      400,
      'dto.transmissions[0].content',
      leaving(did('post', 'put', 'patch'), hasBareTransmission),
    ),
    'posted-to-api-only-unchecked': overlooking(
      (call) => by('transmission')(call) && rowAt(call)?.fields.isApiOnly === true,
      (place, text) => place === 'transmissions[0].content' && text.startsWith("'Content'"),
    ),
  },
);
