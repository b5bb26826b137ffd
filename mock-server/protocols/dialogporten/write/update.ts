import type { HttpRequest } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import type { WriteTerms } from '../request/binders.ts';

/** A PUT or PATCH from the point where its body is a document that could be read; `body` is that body as it came. */
export interface Update {
  readonly store: Store;
  readonly row: DialogRow;
  readonly dto: JsonObject;
  readonly body: JsonObject;
  readonly terms: WriteTerms;
  readonly request: HttpRequest;
  readonly world: World;
}
