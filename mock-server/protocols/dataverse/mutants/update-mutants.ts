import type { Json } from '../../../../core/json.ts';
import { atSeam, type Exchange, memoryOf } from '../../../kernel/bug.ts';
import { changingHeader, type When, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, decidedBy } from '../../../kernel/bugs/when.ts';
import { losing, taking, withoutField } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Column } from '../model/table.ts';
import { rowExists } from '../refusals.ts';
import { rowShown, type Update, versionOfUpdate } from '../seams.ts';
import { refusingWith, takingAsSent } from './answers.ts';
import { both } from './editions.ts';
import { ifMatchOf, membersFor, tableOf, updates } from './exchanges.ts';

const patchesAlone = decidedBy('DV-UPD-003');
const withTag: When = all(updates, (exchange) => ![undefined, '*'].includes(ifMatchOf(exchange)));
const withStar: When = all(updates, (exchange) => ifMatchOf(exchange) === '*');

/** Bugs in updating with PATCH. */
export const updateMutants: readonly Mutant[] = mutantsOf(
  [
    ['update-answers-200', 'An update answers 200 without a body.', 'DV-UPD-001'],
    ['update-answered-but-lost', 'An update is answered and forgotten.', 'DV-UPD-001'],
    ['update-names-another-row', 'OData-EntityId of an update names another row.', 'DV-UPD-002'],
    ['patch-replaces', 'A PATCH with If-Match star empties what it does not send.', 'DV-UPD-003'],
    [
      'patch-restores-defaults',
      'A PATCH with If-Match star gives yes/no columns it does not send their default.',
      'DV-UPD-003',
    ],
    ['patch-drops-links', 'A PATCH removes links to other rows.', 'DV-UPD-003', takingAsSent(updates, noLinks)],
    ['state-change-keeps-the-tag', 'A change of state leaves the tag.', 'DV-UPD-004'],
    ['conditional-patch-replaces', 'A PATCH with a tag empties what it does not send.', 'DV-CND-023'],
    ['tag-stays', 'A PATCH does not change the tag.', 'DV-UPD-004'],
    [
      'tag-of-coarse-time',
      'A PATCH within ten seconds of another one keeps the tag, as one made of coarse time does.',
      'DV-UPD-004',
    ],
    ['equal-values-are-no-update', 'A PATCH of equal values does not change the tag.', 'DV-UPD-005'],
    ['if-match-star-creates', 'A PATCH with If-Match star creates.', 'DV-UPD-010'],
    ['update-only-on-missing-is-412', 'If-Match star on a missing row is answered 412, as HTTP has it.', 'DV-UPD-010'],
  ],
  {
    'update-answers-200': withStatus(200, decidedBy('DV-UPD-001')),
    'update-answered-but-lost': [losing(updates), atSeam(rowShown, (row, { before }) => before ?? row)],
    'update-names-another-row': changingHeader('OData-EntityId', decidedBy('DV-UPD-002'), (url, { world }) =>
      url.replace(/\(.*\)$/, `(${world.uuid(4)})`),
    ),
    'patch-replaces': takingAsSent(withStar, nullsFor),
    'patch-restores-defaults': takingAsSent(all(patchesAlone, updates), defaultsFor),
    'state-change-keeps-the-tag': atSeam(
      versionOfUpdate,
      (_version, { row }) => row.version,
      (update) => byPatch(update) && 'statecode' in update.changes,
    ),
    'conditional-patch-replaces': takingAsSent(withTag, nullsFor),
    'tag-stays': atSeam(versionOfUpdate, (_version, { row }) => row.version, byPatch),
    'tag-of-coarse-time': atSeam(
      versionOfUpdate,
      (version, { call: { store }, row }, world) => {
        const patched = memoryOf<{ readonly at: number }>(store, 'tag-of-coarse-time');
        const last = patched.get(row.id);
        patched.put(row.id, { at: world.now() });
        return last && world.now() - last.at < 10_000 ? row.version : version;
      },
      byPatch,
    ),
    'equal-values-are-no-update': atSeam(
      versionOfUpdate,
      (_version, { row }) => row.version,
      (update) => byPatch(update) && repeats(update),
    ),
    'if-match-star-creates': taking(decidedBy('DV-UPD-010'), ({ request }) => withoutField(request, 'If-Match')),
    'update-only-on-missing-is-412': refusingWith(decidedBy('DV-UPD-010', 'DV-AK-014'), rowExists),
  },
  {
    'update-answers-200': both,
    'update-answered-but-lost': both,
  },
);

/** Null for everything a client can write, as a server has it that takes PATCH for PUT. */
export function nullsFor(exchange: Exchange): Readonly<Record<string, Json>> {
  const empties = ({ type, required, writable }: Column): boolean =>
    writable && required !== 'system' && type.kind !== 'status';
  return membersFor(tableOf(exchange), null, empties);
}

/** Defaults of the yes/no columns, as a server has them that makes a whole row of every body. */
export function defaultsFor(exchange: Exchange): Readonly<Record<string, Json>> {
  return membersFor(tableOf(exchange), false, ({ type }) => type.kind === 'boolean');
}

/** No links, as a server has it that makes an object of every body and stores what that refers to. */
function noLinks(exchange: Exchange): Readonly<Record<string, Json>> {
  const { lookups } = tableOf(exchange);
  return Object.fromEntries(lookups.filter(({ target }) => target === 'contact').map(({ name }) => [name, null]));
}

function byPatch({ call }: Update): boolean {
  return call.resource.kind === 'row';
}

function repeats({ row, changes }: Update): boolean {
  return Object.entries(changes).every(([name, value]) => String(row.values[name] ?? null) === String(value));
}
