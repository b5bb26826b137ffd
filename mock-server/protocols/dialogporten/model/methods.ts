import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';

/** What one method does at one address. */
export type Handler = (store: Store, request: HttpRequest, world: World) => HttpResponse;
/** Handlers of one address by method. */
export type Methods = Readonly<Record<string, Handler>>;
