import type { Call as Received } from '../../../kernel/call.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Route } from './read-route.ts';

/** One request that found its entity and may go on. */
export interface Call extends Received, Route {
  readonly role: string;
  readonly configuration: Configuration;
}
