import { splitTarget } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type JsonObject } from '../../../../core/json.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { type MutableForm, mutantsOfForms } from '../../../kernel/bugs/mutants-of-forms.ts';
import { all } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { journalDefinitions } from '../model/definitions.ts';
import type { Operation } from '../request/routes.ts';
import {
  addressOf,
  bodyOf,
  creations,
  deletions,
  objectCreations,
  objectUpdates,
  operationOf,
  updates,
} from './exchanges.ts';
import { formDefects } from './form-defects.ts';

const body =
  (has: (object: JsonObject) => boolean): When =>
  ({ request }) =>
    has(bodyOf(request) ?? {});
const resets = (object: JsonObject): boolean => Object.values(object).includes(null);
const tracks = (object: JsonObject): boolean => Object.hasOwn(object, 'TimeStamp');
const tracksPart = (object: JsonObject): boolean =>
  Object.values(object).some((node) => isJsonObject(node) && tracks(node));
const tracksEntry = (object: JsonObject): boolean =>
  Object.values(object).some((list) => isJsonArray(list) && list.some((node) => isJsonObject(node) && tracks(node)));
const ofJournals: When = ({ request }) => journalDefinitions.has(addressOf(request).name);
const isOne =
  (operation: Operation): When =>
  ({ request }) =>
    operationOf(request) === operation;
const atSlash: When = ({ request }) => splitTarget(request.target).path.endsWith('/');

type Laws = MutableForm['laws'];

const update: Laws = {
  'missing-stays-missing': 'M42-DEL-004',
  'moves-token': 'M42-TS-005',
  'refused-keeps-token': 'M42-UPD-015',
  'nothing-else': 'M42-UPD-003',
  repeated: 'M42-TS-001',
};
const tracked: Laws = {
  ...update,
  'current-accepted': 'M42-TS-002',
  'old-refused': 'M42-TS-003',
  'one-of-many': 'M42-TS-014',
  repeated: 'M42-TS-015',
};
const object: Laws = { ...update, 'missing-stays-missing': 'M42-OBJ-013', 'nothing-else': 'M42-OBJ-014' };

/** How each form of write is recognised, and the rules of its laws (spec/matrix42/writes.yaml). */
const forms: Readonly<Record<string, MutableForm>> = {
  put: {
    title: 'PUT without a TimeStamp',
    when: all(
      updates,
      body((it) => !tracks(it) && !resets(it)),
    ),
    laws: { ...update, 'members-apart': 'M42-UPD-003' },
  },
  'put-tracked': {
    title: 'PUT with a TimeStamp',
    when: all(
      updates,
      (exchange) => !atSlash(exchange),
      body((it) => tracks(it) && !resets(it)),
    ),
    laws: tracked,
  },
  'put-full': {
    title: 'PUT with a slash and a TimeStamp',
    when: all(
      updates,
      atSlash,
      body((it) => tracks(it) && !resets(it)),
    ),
    laws: tracked,
  },
  'put-null': {
    title: 'PUT that resets',
    when: all(
      updates,
      body((it) => !tracks(it) && resets(it)),
    ),
    laws: { ...update, 'nothing-else': 'M42-UPD-004', 'members-apart': 'M42-UPD-004' },
  },
  'put-null-tracked': {
    title: 'PUT that resets with a TimeStamp',
    when: all(
      updates,
      body((it) => tracks(it) && resets(it)),
    ),
    laws: { ...tracked, 'nothing-else': 'M42-UPD-004' },
  },
  'put-object': {
    title: 'PUT of an object without a TimeStamp',
    when: all(
      objectUpdates,
      body((it) => !tracksPart(it)),
    ),
    laws: { ...object, repeated: 'M42-OBJ-006', 'all-or-nothing': 'M42-UPD-015' },
  },
  'put-object-tracked': {
    title: 'PUT of an object with TimeStamps',
    when: all(objectUpdates, body(tracksPart)),
    laws: {
      ...object,
      'current-accepted': 'M42-OBJ-004',
      'old-refused': 'M42-OBJ-005',
      'one-of-many': 'M42-TS-014',
      repeated: 'M42-OBJ-005',
      'all-or-nothing': 'M42-OBJ-005',
    },
  },
  'put-bulk': {
    title: 'PUT of several attributes',
    when: all(
      updates,
      body((it) => tracks(it) && Object.keys(it).length > 3),
    ),
    laws: tracked,
  },
  'put-journal': { title: 'PUT of an entry of a journal', when: all(updates, ofJournals, body(tracks)), laws: tracked },
  'put-whole-object': {
    title: 'PUT of an object and its journal',
    when: all(objectUpdates, body(tracksEntry)),
    laws: {
      ...object,
      'current-accepted': 'M42-OBJ-008',
      'old-refused': 'M42-OBJ-005',
      'one-of-many': 'M42-TS-014',
      repeated: 'M42-OBJ-005',
      'all-or-nothing': 'M42-OBJ-005',
    },
  },
  'add-link': { title: 'POST of a link', when: isOne('add-relation'), laws: { 'nothing-else': 'M42-REL-001' } },
  'remove-link': { title: 'DELETE of a link', when: isOne('remove-relation'), laws: { 'nothing-else': 'M42-REL-001' } },
  post: { title: 'POST of a fragment', when: creations, laws: { 'nothing-else': 'M42-CRE-001' } },
  'post-object': { title: 'POST of an object', when: objectCreations, laws: { 'nothing-else': 'M42-OBJ-009' } },
  delete: { title: 'DELETE of a fragment', when: deletions, laws: { 'nothing-else': 'M42-DEL-001' } },
};

/** For every form of write and every law of it a server that breaks just that. */
export const formMutants: readonly Mutant[] = mutantsOfForms(forms, formDefects);
