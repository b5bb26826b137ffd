import type { HttpRequest } from '../../../../core/http.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Route } from './read-route.ts';

/** One request that found its entity and may go on. */
export interface Call extends Route {
  readonly store: Store;
  readonly request: HttpRequest;
  readonly role: string;
  readonly configuration: Configuration;
  readonly world: World;
}
