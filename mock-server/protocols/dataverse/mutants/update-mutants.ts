import type { Json } from '../../../../core/json.ts';
import { atSeam, type Exchange } from '../../../kernel/bug.ts';
import { changingHeader, type When, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { all, decidedBy } from '../../../kernel/bugs/when.ts';
import { losing, taking, withoutField } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Column } from '../model/table.ts';
import { rowExists } from '../refusals.ts';
import { rowShown, type Update, versionOfUpdate } from '../seams.ts';
import { refusingWith, takingAsSent } from './answers.ts';
import { ifMatchOf, membersFor, tableOf, updates } from './exchanges.ts';

const patchesAlone = decidedBy('DV-UPD-003');
const withTag: When = all(updates, (exchange) => ![undefined, '*'].includes(ifMatchOf(exchange)));
const withStar: When = all(updates, (exchange) => ifMatchOf(exchange) === '*');

/** Bugs in updating with PATCH. */
export const updateMutants: readonly Mutant[] = [
  {
    id: 'update-answers-200',
    title: 'An update answers 200 without a body.',
    fails: ['DV-UPD-001'],
    at: [withStatus(200, decidedBy('DV-UPD-001'))],
    editions: ['current', 'documented'],
  },
  {
    id: 'update-answered-but-lost',
    title: 'An update is answered and forgotten.',
    fails: ['DV-UPD-001'],
    at: [losing(updates), atSeam(rowShown, (row, { before }) => before ?? row)],
    editions: ['current', 'documented'],
  },
  {
    id: 'update-names-another-row',
    title: 'OData-EntityId of an update names another row.',
    fails: ['DV-UPD-002'],
    at: [
      changingHeader('OData-EntityId', decidedBy('DV-UPD-002'), (url, { world }) =>
        url.replace(/\(.*\)$/, `(${world.uuid(4)})`),
      ),
    ],
  },
  {
    id: 'patch-replaces',
    title: 'A PATCH with If-Match star empties what it does not send.',
    fails: ['DV-UPD-003'],
    at: [takingAsSent(withStar, nullsFor)],
  },
  {
    id: 'patch-restores-defaults',
    title: 'A PATCH with If-Match star gives yes/no columns it does not send their default.',
    fails: ['DV-UPD-003'],
    at: [takingAsSent(all(patchesAlone, updates), defaultsFor)],
  },
  {
    id: 'patch-drops-links',
    title: 'A PATCH removes links to other rows.',
    fails: ['DV-UPD-003'],
    at: [takingAsSent(updates, noLinks)],
  },
  {
    id: 'state-change-keeps-the-tag',
    title: 'A change of state leaves the tag.',
    fails: ['DV-UPD-004'],
    at: [
      atSeam(
        versionOfUpdate,
        (_version, { row }) => row.version,
        (update) => byPatch(update) && 'statecode' in update.changes,
      ),
    ],
  },
  {
    id: 'conditional-patch-replaces',
    title: 'A PATCH with a tag empties what it does not send.',
    fails: ['DV-CND-023'],
    at: [takingAsSent(withTag, nullsFor)],
  },
  {
    id: 'tag-stays',
    title: 'A PATCH does not change the tag.',
    fails: ['DV-UPD-004'],
    at: [atSeam(versionOfUpdate, (_version, { row }) => row.version, byPatch)],
  },
  {
    id: 'equal-values-are-no-update',
    title: 'A PATCH of equal values does not change the tag.',
    fails: ['DV-UPD-005'],
    at: [
      atSeam(
        versionOfUpdate,
        (_version, { row }) => row.version,
        (update) => byPatch(update) && repeats(update),
      ),
    ],
  },
  {
    id: 'if-match-star-creates',
    title: 'A PATCH with If-Match star creates.',
    fails: ['DV-UPD-010'],
    at: [taking(decidedBy('DV-UPD-010'), ({ request }) => withoutField(request, 'If-Match'))],
  },
  {
    id: 'update-only-on-missing-is-412',
    title: 'If-Match star on a missing row is answered 412, as HTTP has it.',
    fails: ['DV-UPD-010'],
    at: [refusingWith(decidedBy('DV-UPD-010', 'DV-AK-014'), rowExists)],
  },
];

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
