import { headerLines } from '../../../../core/http.ts';
import type { Attachment, Exchange } from '../../../kernel/bug.ts';
import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { listOf } from '../model/list-of.ts';
import { contextRevision } from '../operations/label-context.ts';
import { none, readingIfMatch, sending, without } from './attach.ts';
import { bodyOf, oldRowOf } from './exchanges.ts';
import { isGuid, labelWrites, not, where, writes } from './when.ts';

/** The revision that a write is held to, as the request found it. */
function current(exchange: Exchange): string | undefined {
  const row = oldRowOf(exchange);
  if (!row || !labelWrites(exchange)) return row?.revision;
  return contextRevision(row, exchange.request.target.includes('/systemlabels') ? 'endUser' : 'serviceOwner');
}

/** Takes an If-Match for the current revision where the two have this much in common. */
function alike(are: Alike): Attachment {
  return readingIfMatch((value, exchange) => {
    const revision = current(exchange);
    const lines = headerLines(exchange.request.headers, 'If-Match').length;
    return revision !== undefined && are(value, revision, lines) ? revision : value;
  });
}

type Alike = (value: string, revision: string, lines: number) => boolean;

const isOf = ({ store }: Exchange, value: string): boolean =>
  [...store.table<DialogRow>(tables.dialogs).entries()].some(([, { revision }]) => revision === value);

/** What is nearly a revision and holds, by the id of the bug; two lines are one value here, with a comma between them. */
const misses: Readonly<Record<string, readonly [title: string, are: Alike]>> = {
  'holds-longer-in-front': ['A revision with a character in front', (value, revision) => value.slice(1) === revision],
  'holds-longer': ['A revision with a character at its end', (value, revision) => value.slice(0, -1) === revision],
  'holds-shorter-in-front': [
    'A revision without its first character',
    (value, revision) => value === revision.slice(1),
  ],
  'holds-shorter': ['A revision without its last character', (value, revision) => value === revision.slice(0, -1)],
  'holds-doubled': ['A revision twice in one word', (value, revision) => value === revision + revision],
  'holds-weak': ['A weak tag of the revision', (value, revision) => value === `W/"${revision}"`],
  'holds-weak-without-quotes': ['A weak tag without quotes', (value, revision) => value === `W/${revision}`],
  'holds-apostrophes': ['A revision in apostrophes', (value, revision) => value === `'${revision}'`],
  'holds-quoted-list': ['A list of quoted revisions', (value, revision) => value.startsWith(`"${revision}",`)],
  'holds-list': ['A list of revisions', (value, revision) => value.startsWith(`${revision}, `)],
  'holds-list-of-one-twice': [
    'A revision twice',
    (value, revision, lines) => lines === 1 && value === `${revision},${revision}`,
  ],
  'holds-lines': [
    'A revision on two lines',
    (value, revision, lines) => lines === 2 && value === `${revision},${revision}`,
  ],
  'holds-first-line': [
    'The first of two lines',
    (value, revision, lines) => lines === 2 && value.startsWith(`${revision},`) && !value.endsWith(revision),
  ],
  'holds-quoted-star': ['A star in quotes', (value) => value === '"*"'],
  'holds-empty-quotes': ['A pair of quotes', (value) => value === '""'],
  'holds-word': ['A word', (value) => /^[a-z-]+$/.test(value) && !/^[a-f-]+$/.test(value)],
  'holds-number': ['A number', (value) => /^\d+$/.test(value)],
};

/** Values that are no GUID, each taken by a server of its own. */
const taken = mutantsOf(
  Object.entries(misses).map(([id, [title, are]]): MutantRow => [id, `${title} holds.`, 'DP-CC-006', alike(are)]),
);

/** Comparisons of the revision that are nearly right. */
const compared: readonly Mutant[] = mutantsOf([
  [
    'revision-within',
    'An If-Match in which the current revision stands holds.',
    'DP-CC-006',
    alike((value, revision) => value !== revision && value.includes(revision)),
  ],
  [
    'revision-in-part',
    'An If-Match that is a part of the current revision holds.',
    'DP-CC-006',
    alike((value, revision) => value.length > 1 && value !== revision && revision.includes(value)),
  ],
  [
    'revision-by-its-beginning',
    'Of the revision the first half is compared.',
    ['DP-CC-002', 'DP-CC-021'],
    alike((value, revision) => isGuid(value) && value.slice(0, 18) === revision.slice(0, 18)),
  ],
  [
    'revision-by-its-end',
    'Of the revision the second half is compared.',
    ['DP-CC-002', 'DP-CC-021'],
    alike((value, revision) => isGuid(value) && value.slice(18) === revision.slice(18)),
  ],
  [
    'revision-of-any-dialog',
    'The revision of any dialog holds for every dialog.',
    ['DP-CC-002', 'DP-CC-014', 'DP-CC-015'],
    readingIfMatch(
      (value, exchange) => (isOf(exchange, value) ? (current(exchange) ?? value) : value),
      not(labelWrites),
    ),
  ],
  [
    'revision-of-labels-for-the-dialog',
    'A write of a dialog may name the revision of its labels.',
    'DP-CC-002',
    readingIfMatch((value, exchange) => {
      const row = oldRowOf(exchange);
      return row && [row.serviceOwnerRevision, row.endUserRevision].includes(value) ? row.revision : value;
    }, not(labelWrites)),
  ],
  [
    'zeros-are-no-condition',
    'A revision of zeros counts as none.',
    ['DP-CC-002', 'DP-CC-021'],
    readingIfMatch((value) => (/^[0-]+$/.test(value) ? none : value)),
  ],
  [
    'quotes-dropped',
    'A revision in quotes holds, current or not.',
    'DP-CC-005',
    readingIfMatch((value) => (/^"[^"]*"$/.test(value) && isGuid(value.slice(1, -1)) ? none : value)),
  ],
  [
    'unreadable-revision-of-labels-dropped',
    'A revision in the body that is no GUID counts as none.',
    'DP-LBL-005',
    taking(
      where(answered(writes('bulkset'), 400), ({ request }) =>
        listOf(bodyOf(request), 'dialogs').some(({ endUserContextRevision: revision }) => !isGuid(String(revision))),
      ),
      ({ request }) => {
        const dialogs = listOf(bodyOf(request), 'dialogs').map((each) => without(each, 'endUserContextRevision'));
        return sending(request, { ...bodyOf(request), dialogs });
      },
    ),
  ],
]);

/** Bugs that only what is nearly right shows. */
export const nearMissMutants: readonly Mutant[] = [...compared, ...taken];
