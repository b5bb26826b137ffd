import type { HttpRequest } from '../../core/http.ts';
import type { Store } from './store.ts';
import type { World } from './world.ts';

/** A request that is being handled. Protocols add what they have found out about it. */
export interface Call {
  readonly store: Store;
  readonly request: HttpRequest;
  readonly world: World;
}
