import type { World } from '../../kernel/world.ts';
import { servicePath } from './request/parse-route.ts';

/** Absolute URL of the service root, as the client addressed it. */
export function serviceUrl(world: World): string {
  return `${world.baseUrl}${servicePath}`;
}
