import type { Call } from '../../../kernel/call.ts';
import type { Route } from './parse-route.ts';

/** A request to the Web API that is being handled. */
export interface WebApiCall extends Call, Route {}
