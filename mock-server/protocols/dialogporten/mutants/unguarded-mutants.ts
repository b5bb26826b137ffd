import type { RuleId } from '../../../../core/rule.ts';
import type { Attachment } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, decidedBy } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { scopes } from '../model/principals.ts';
import { asAdmin, firstOwner, mighty, takingFor, withScope } from './callers.ts';
import { anything, byOtherOwner, got, reads, text, where, writes } from './when.ts';

/** Who is admitted where nobody looks: the rule of each of them. */
const strangers: readonly (readonly [id: string, words: string, rule: RuleId])[] = [
  ['nobody', 'for whoever has no token', 'DP-AUTH-001'],
  ['anybody', 'for whoever has a token', 'DP-AUTH-002'],
  ['end-users', 'for end users, too', 'DP-AUTH-003'],
];
const labelRemovals: When = where(writes('labels'), ({ request }) => request.method === 'DELETE');

/** Where nobody is asked for a token or a scope, and whatever is sent is carried out. */
const unguarded: readonly (readonly [id: string, words: string, where: When])[] = [
  ['create', 'A new dialog', writes('post')],
  ['system-labels', 'A change of system labels', writes('system-labels')],
  ['put-transmission', 'The replacement of a transmission', writes('put-transmission')],
  ['restore', 'A restoration', writes('restore')],
  ['freeze', 'Freezing', writes('freeze')],
  ['label-removal', 'The removal of a label', labelRemovals],
  ['list-of-dialogs', 'A list of dialogs', reads('dialogs')],
  ['list-of-contexts', 'A list of label contexts', reads('contexts')],
  ['activity', 'A single activity', reads('activity')],
  ['transmissions', 'The list of transmissions', reads('transmissions')],
  ['transmission', 'A single transmission', reads('transmission')],
  ['seen-log', 'The seen log', reads('seen log')],
  ['labels', 'The labels of a dialog', reads('labels')],
];

/** Where the owner of a dialog does not matter. */
const shared: readonly (readonly [id: string, words: string, where: When])[] = [
  ['activity', 'A single activity can be read', reads('activity')],
  ['transmission', 'A single transmission can be read', reads('transmission')],
  ['seen-log', 'The seen log can be read', reads('seen log')],
  ['labels', 'The labels can be read', reads('labels')],
  ['system-labels', 'System labels can be set', writes('system-labels')],
  ['label-removal', 'A label can be removed', labelRemovals],
  ['restore', 'A deleted dialog can be restored', writes('restore')],
  ['bulk-labels', 'System labels of several dialogs can be set', writes('bulkset')],
];

/** Requests of which only some are asked whose a resource is. */
const attributed: readonly (readonly [id: string, words: string, method: string, list: RegExp])[] = [
  ['put-gui-action', 'The GUI action of a PUT', 'put', /guiActions.*authorizationAttribute/],
  ['put-transmission', 'The transmission of a PUT', 'put', /transmissions.*authorizationAttribute/],
  ['patch-api-action', 'The API action of a PATCH', 'patch', /apiActions.*authorizationAttribute/],
  ['patch-transmission', 'The transmission of a PATCH', 'patch', /transmissions.*authorizationAttribute/],
];

/** Admits those whom a rule keeps out. */
function admitting(rule: RuleId, when: When): Attachment {
  return takingFor(where(answered(anything, 401, 403), decidedBy(rule), when), () => mighty);
}

/** Takes activities of correspondence that say this from anybody. */
function confirming(kind: string): Attachment {
  return takingFor(where(got(kind, 403), decidedBy('DP-AUTH-007'), text(/"CorrespondenceConfirmed"/)), (exchange) =>
    withScope(exchange, scopes.correspondence),
  );
}

/** Bugs of a server that asks at most of its addresses who the caller is, and forgets it at one. */
export const unguardedMutants: readonly Mutant[] = mutantsOf([
  ...unguarded.flatMap(([id, what, when]) =>
    strangers.map(
      ([who, words, rule]): MutantRow => [`${id}-for-${who}`, `${what} is ${words}.`, rule, admitting(rule, when)],
    ),
  ),
  ...shared.map(
    ([id, words, when]): MutantRow => [
      `${id}-of-other-owners`,
      `${words} by any owner.`,
      'DP-AUTH-005',
      takingFor(where(answered(byOtherOwner, 404), when), () => firstOwner),
    ],
  ),
  ...attributed.map(
    ([id, words, method, list]): MutantRow => [
      `foreign-attribute-of-${id}`,
      `${words} may be for a resource of another owner.`,
      'DP-AUTH-006',
      takingFor(where(got(method, 403), decidedBy('DP-AUTH-006'), text(list)), asAdmin),
    ],
  ),
  ...(['post', 'put', 'patch'] as const).map(
    (kind): MutantRow => [
      `confirmed-by-${kind}`,
      `Anybody may confirm a correspondence by ${kind.toUpperCase()}.`,
      'DP-AUTH-007',
      confirming(kind),
    ],
  ),
]);
