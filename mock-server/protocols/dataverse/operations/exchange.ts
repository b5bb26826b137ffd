import type { HttpRequest } from '../../../../core/http.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import type { QueryOptions } from '../request/parse-query.ts';

/** What every operation works on. */
export interface Exchange {
  readonly store: Store;
  readonly request: HttpRequest;
  readonly query: QueryOptions;
  readonly world: World;
}
