import type { HeaderField } from '../../../core/http.ts';
import type { World } from '../../kernel/world.ts';
import type { TableModel } from './model/table.ts';
import { servicePath } from './request/service-path.ts';

const paths = new WeakMap<World, string>();

/** Remembers under which version the client of a request addresses the service. */
export function addressedAs(world: World, path: string): void {
  paths.set(world, path);
}

/** Absolute URL of the service root, as the client addressed it. */
export function serviceUrl(world: World): string {
  return `${world.baseUrl}${paths.get(world) ?? servicePath}`;
}

/** The header that says which row was written; `key` is a GUID or the named parts of an alternate key. */
export function entityIdHeader(table: TableModel, key: string, world: World): HeaderField {
  world.cites('DV-HDR-014');
  return ['OData-EntityId', `${serviceUrl(world)}/${table.setName}(${key})`];
}
