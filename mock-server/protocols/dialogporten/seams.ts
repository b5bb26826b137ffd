import type { JsonObject } from '../../../core/json.ts';
import type { Call } from '../../kernel/call.ts';
import { type Seam, seam } from '../../kernel/seam.ts';
import type { ChangeKind } from './model/change-kind.ts';
import type { Instant } from './model/date-time.ts';
import type { DialogRow } from './model/dialog-row.ts';
import type { Findings } from './model/findings.ts';

/*
 * The decisions of this core that a bug may attach to.
 */

/** What is wrong with a body that could be read, and with what comes with it; asked when something is. */
export const faultsOfBody: Seam<Findings, Call> = seam('faults-of-body');

/** The version of a UUID that the server makes. */
export const uuidVersion: Seam<4 | 7, 'dialog' | 'child' | 'revision'> = seam('uuid-version');

/** Texts in several languages as they are stored; `sent`: as they came. */
export const storedTexts: Seam<
  readonly JsonObject[],
  { readonly sent: readonly JsonObject[]; readonly inContent: boolean }
> = seam('stored-texts');

/** When a child was created: a new one, or one that takes the place of `old`. */
export const createdAtOfChild: Seam<Instant, { readonly now: Instant; readonly old?: JsonObject }> =
  seam('created-at-of-child');

/** Does a change count as a content update? These members change beside the content. */
export const isContentUpdate: Seam<boolean, readonly string[]> = seam('is-content-update');

/** A change of a dialog: the states around it, and how it came about. */
interface Change {
  readonly before: DialogRow;
  readonly after: DialogRow;
  readonly kind: ChangeKind;
}

/** The stamps that a change moves, and where to. */
export const movedStamps: Seam<Partial<DialogRow>, Change & { readonly now: Instant }> = seam('moved-stamps');

/** The revision after a change. */
export const nextRevision: Seam<string, Change> = seam('next-revision');
