import type { Json, JsonObject } from '../../../core/json.ts';
import type { Call } from '../../kernel/call.ts';
import type { Refused } from '../../kernel/refused.ts';
import { type Seam, seam } from '../../kernel/seam.ts';
import type { Definition } from './model/definitions.ts';
import type { AttributeValues, FragmentRow } from './model/fragment-row.ts';

/*
 * The decisions of this core that a bug may attach to.
 */

/** A fragment as a read shows it. */
export const fragmentAsShown: Seam<JsonObject, { readonly definition: Definition; readonly row: FragmentRow }> =
  seam('fragment-as-shown');

/** Is the TimeStamp of a body that of the fragment? */
export const timeStampsAgree: Seam<boolean, { readonly given: string; readonly stored: string }> = seam(
  'time-stamps-agree',
  'what is compared with what is decided here; no request shows it',
);

/** What an update's TimeStamp, or that it has none, means for it; undefined: it goes on. */
export const verdictOnTimeStamp: Seam<Refused | undefined, Call & { readonly body: JsonObject }> =
  seam('verdict-on-time-stamp');

/** All values of a fragment that is being updated. */
export const valuesOfUpdate: Seam<AttributeValues, { readonly row: FragmentRow; readonly named: AttributeValues }> =
  seam('values-of-update');

/** What a new TimeStamp is for: a fragment that is made, or a row that is updated as a body says. */
interface Stamped extends Pick<Call, 'store'> {
  readonly id: string;
  readonly row?: FragmentRow;
  readonly body?: Readonly<Record<string, Json>>;
}

/** The TimeStamp under which a fragment is stored. */
export const newTimeStamp: Seam<string, Stamped> = seam('new-time-stamp');
