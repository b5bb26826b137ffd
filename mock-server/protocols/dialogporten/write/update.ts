import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import type { WriteTerms } from '../request/binders.ts';

/** A PUT or PATCH from the point where its body is a document that could be read. */
export interface Update extends Call {
  readonly row: DialogRow;
  readonly dto: JsonObject;
  readonly terms: WriteTerms;
}
