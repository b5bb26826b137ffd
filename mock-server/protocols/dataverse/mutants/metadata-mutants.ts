import { decodeUtf8, utf8 } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import { type Attachment, around, atSeam } from '../../../kernel/bug.ts';
import {
  changingMember,
  type When,
  withJson,
  withoutHeader,
  withStatus,
} from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { optionOf, withOptions } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, done, sends } from '../../../kernel/bugs/when.ts';
import { losing, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { definitionMissing, payloadInvalid, segmentMissing } from '../refusals.ts';
import { tablesDefined } from '../seams.ts';
import { refusingWith, withoutMember } from './answers.ts';
import { about } from './exchanges.ts';

const definitions = about('definitions', 'GET');
const told = done(definitions);
const below = (part: string): When => all(told, ({ request }) => request.target.includes(part));
const related: When = all(told, ({ request }) => request.target.includes('/RelationshipDefinitions'));
const not =
  (pattern: RegExp): When =>
  ({ request }) =>
    !pattern.test(request.target);
const earlier: When = ({ request }) => /^\/api\/data\/v9\.[01]\//.test(request.target);
const fields = ['MSCRM.BypassCustomPluginExecution', 'MSCRM.BypassBusinessLogicExecution', 'MSCRM.SolutionUniqueName'];
const bypasses: When = (exchange) => fields.some((field) => sends(field)(exchange));

/** Bugs in what the service tells of itself. */
export const metadataMutants: readonly Mutant[] = mutantsOf(
  [
    ['service-document-is-empty', 'The service document lists nothing.', 'DV-MSC-003'],
    ['service-document-without-addresses', 'The service document names no addresses.', 'DV-MSC-003'],
    ['nobody-knows-who-i-am', 'WhoAmI does not tell the user.', 'DV-MSC-006'],
    ['no-function-call', 'WhoAmI with parentheses is not known.', 'DV-MSC-006'],
    ['no-hint', 'WhoAmI gives no hint.', 'DV-MSC-013', withoutHeader('x-ms-dop-hint', decidedBy('DV-MSC-013'))],
    [
      'one-version-only',
      'There is v9.2 and nothing before it.',
      'DV-MSC-007',
      refusingWith(earlier, () => segmentMissing('v9.0')),
    ],
    [
      'writes-of-earlier-versions-are-lost',
      'A write by v9.0 is forgotten.',
      'DV-MSC-007',
      losing(all(earlier, about('row', 'PATCH'))),
    ],
    ['consistency-refused', 'The field Consistency is not known.', 'DV-MSC-001'],
    ['bypass-refused', 'Fields that bypass plug-ins or name a solution are not known.', 'DV-MSC-002'],
    [
      'bypass-loses-the-write',
      'A write that bypasses plug-ins or names a solution is forgotten.',
      'DV-MSC-002',
      losing(all(about('row', 'PATCH'), bypasses)),
    ],
    [
      'consistency-loses-the-write',
      'A write with Consistency is forgotten.',
      'DV-MSC-001',
      losing(all(about('row', 'PATCH'), sends('Consistency'))),
    ],
    ['definition-unknown-by-id', 'Definitions are found by name alone.', 'DV-MSC-009'],
    [
      'definition-selected-in-vain',
      'A definition tells all of its members.',
      'DV-MSC-005',
      selectingAll(all(told, ({ request }) => request.target.includes('PrimaryId'))),
    ],
    [
      'definition-for-any-name',
      'Any name has a definition.',
      'DV-MSC-005',
      withStatus(
        200,
        all(definitions, ({ response }) => response.status === 404),
      ),
    ],
    [
      'keys-are-not-expanded',
      'The keys of a definition are not expanded.',
      'DV-MSC-005',
      withoutMember(decidedBy('DV-MSC-005'), () => 'Keys'),
    ],
    ['definition-filter-passed-over', 'The filter on definitions is passed over.', 'DV-MSC-008'],
    ['definitions-know-no-or', 'Of a filter on definitions the part before or counts.', 'DV-MSC-008'],
    [
      'definitions-selected-in-vain',
      'Listed definitions tell all of their members.',
      'DV-MSC-008',
      selectingAll(all(decidedBy('DV-MSC-008'), ({ request }) => /or%20/.test(request.target))),
    ],
    ['definitions-take-options-of-lists', 'Definitions are listed whatever the options.', 'DV-MSC-011'],
    ['columns-have-no-types', 'Columns are told without their types.', 'DV-MSC-010'],
    ['every-column-can-be-written', 'Every column is said to be valid for update.', 'DV-MSC-010'],
    ['casts-leave-everything', 'A cast leaves columns of all types.', 'DV-MSC-010'],
    ['choices-without-options', 'Choices are told without their options.', 'DV-MSC-010'],
    ['columns-known-by-id-alone', 'A column is not found by its name.', 'DV-MSC-010'],
    ['lookups-are-not-told', 'Many-to-one relationships are not told.', 'DV-MSC-012'],
    ['collections-are-not-told', 'One-to-many relationships are not told.', 'DV-MSC-012'],
    ['relationships-are-those-of-one-kind', 'The list of relationships has those of many to many alone.', 'DV-MSC-015'],
    ['relationships-without-ids', 'The list of relationships tells no MetadataId.', 'DV-MSC-015'],
    ['relationship-filter-passed-over', 'The filter on relationships is passed over.', 'DV-MSC-015'],
    ['relationship-casts-leave-everything', 'A cast leaves relationships of both kinds.', 'DV-MSC-015'],
    ['relationships-known-by-id-alone', 'A relationship is not found by its name.', 'DV-MSC-015'],
    [
      'metadata-without-createmultiple',
      'The metadata does not declare CreateMultiple.',
      'DV-MSC-014',
      hiding('CreateMultiple'),
    ],
    [
      'metadata-without-updatemultiple',
      'The metadata does not declare UpdateMultiple.',
      'DV-MSC-014',
      hiding('UpdateMultiple'),
    ],
    [
      'metadata-without-upsertmultiple',
      'The metadata does not declare UpsertMultiple.',
      'DV-MSC-014',
      hiding('UpsertMultiple'),
    ],
    ['tables-without-sets', 'Definitions do not tell the entity set.', ['DV-MSC-005', 'DV-MSC-008', 'DV-MSC-009']],
  ],
  {
    'service-document-is-empty': changingMember('value', about('service', 'GET'), () => []),
    'service-document-without-addresses': withJson(about('service', 'GET'), (body) => withoutAny(body, 'url')),
    'nobody-knows-who-i-am': withoutMember(about('who', 'GET'), () => 'UserId'),
    'no-function-call': refusingWith(
      all(about('who', 'GET'), ({ request }) => request.target.endsWith('()')),
      () => segmentMissing('WhoAmI()'),
    ),
    'consistency-refused': refusingWith(sends('Consistency'), () => payloadInvalid('The field is not known.')),
    'bypass-refused': refusingWith(bypasses, () => payloadInvalid('The field is not known.')),
    'definition-unknown-by-id': refusingWith(
      all(definitions, ({ request }) => /Definitions\([0-9a-f-]{36}\)/i.test(request.target)),
      () => definitionMissing('it'),
    ),
    'definition-filter-passed-over': withoutOptions(definitions, '$filter'),
    'definitions-know-no-or': taking(definitions, ({ request }) =>
      withOptions(request, (name, value) => [name, name === '$filter' ? value.replace(/ or .*/, '') : value]),
    ),
    'definitions-take-options-of-lists': withoutOptions(definitions, '$top', '$orderby', '$count'),
    'columns-have-no-types': withJson(below('/Attributes'), (body) => withoutAny(body, 'AttributeType')),
    'every-column-can-be-written': changingMember('IsValidForUpdate', below('/Attributes'), () => true),
    'casts-leave-everything': taking(below('/Microsoft.'), ({ request }) => ({
      ...withOptions(request, (name, value) => (name === '$expand' ? undefined : [name, value])),
      target: withOptions(request, (name, value) => (name === '$expand' ? undefined : [name, value])).target.replace(
        /\/Microsoft[^?]*/,
        '',
      ),
    })),
    'choices-without-options': changingMember('Options', below('/Attributes'), () => []),
    'columns-known-by-id-alone': refusingWith(below('/Attributes('), () => definitionMissing('it')),
    'relationships-are-those-of-one-kind': changingMember('value', all(related, not(/Microsoft/)), (list) =>
      keeping(list, (one) => one['RelationshipType'] !== 'OneToManyRelationship'),
    ),
    'relationships-without-ids': withJson(all(related, not(/Microsoft/)), (body) => withoutAny(body, 'MetadataId')),
    'relationship-filter-passed-over': withoutOptions(related, '$filter'),
    'relationship-casts-leave-everything': taking(all(related, not(/\$filter/)), ({ request }) => ({
      ...request,
      target: request.target.replace(/\/Microsoft[^?]*/, ''),
    })),
    'relationships-known-by-id-alone': refusingWith(
      all(definitions, ({ request }) => request.target.includes('RelationshipDefinitions(')),
      () => definitionMissing('it'),
    ),
    'lookups-are-not-told': changingMember('value', below('/ManyToOne'), () => []),
    'collections-are-not-told': changingMember('value', below('/OneToMany'), () => []),
    'tables-without-sets': atSeam(tablesDefined, (tables) =>
      tables.map((table) => ({
        ...table,
        members: table.members.map((one) => (one.name === 'EntitySetName' ? { ...one, value: null } : one)),
      })),
    ),
  },
);

/** The metadata document without this name. */
function hiding(name: string): Attachment {
  return around(about('metadata', 'GET'), ({ response }) => ({
    ...response,
    body: utf8(decodeUtf8(response.body).replaceAll(`"${name}"`, '"Other"')),
  }));
}

/** Those items of a list for which this holds. */
function keeping(list: Json, holds: (item: JsonObject) => boolean): Json {
  return isJsonArray(list) ? list.filter((item) => isJsonObject(item) && holds(item)) : list;
}

/** Passes over these options. */
function withoutOptions(when: When, ...options: readonly string[]): Attachment {
  return taking(
    all(when, ({ request }) => options.some((option) => optionOf(request, option) !== undefined)),
    ({ request }) => withOptions(request, (name, value) => (options.includes(name) ? undefined : [name, value])),
  );
}

/** Shows all members, whatever is selected. */
function selectingAll(when: When): Attachment {
  return withoutOptions(when, '$select');
}

/** The same JSON without a member, at any depth. */
function withoutAny(json: Json, name: string): Json {
  if (isJsonArray(json)) return json.map((item) => withoutAny(item, name));
  if (!isJsonObject(json)) return json;
  const members = Object.entries(json).filter(([member]) => member !== name);
  return jsonObject(members.map(([member, value]) => [member, withoutAny(value, name)]));
}
