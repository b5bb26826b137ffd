import type { JsonObject } from '../../../../../core/json.ts';
import type { ExampleRequest } from '../../../../kernel/example-request.ts';
import type { DescriptionFault, OwnTables } from '../../../../kernel/workbench.ts';
import type { Configuration } from '../configuration.ts';
import type { Entity } from '../entity.ts';
import { readConfiguration } from './read-configuration.ts';
import { readDdl } from './read-ddl.ts';

/** Data API builder as a configuration file describes it, over the tables of a DDL file, without rows. */
export function ownTables(file: JsonObject, ddl: string): OwnTables | { readonly faults: readonly DescriptionFault[] } {
  const read = readConfiguration(file, readDdl(ddl));
  if ('faults' in read) return read;
  const { configuration, features, unsupported } = read;
  return { model: configuration, features, example: exampleOf(configuration, features), unsupported };
}

/** A list that somebody may read. */
function exampleOf({ basePath, entities }: Configuration, features: readonly string[]): ExampleRequest {
  const mayRead = (entity: Entity, role: string): boolean => entity.roles[role]?.read !== undefined;
  const open =
    entities.find((entity) => mayRead(entity, 'anonymous')) ??
    entities.find((entity) => mayRead(entity, 'authenticated'));
  const [entity = open] = open ? [open] : entities;
  const [role] = entity && !open ? Object.keys(entity.roles).filter((one) => mayRead(entity, one)) : [];
  const asked = role !== undefined && features.includes('simulator');
  return {
    method: 'GET',
    target: `${basePath}/${entity?.path ?? ''}`,
    headers: asked ? [['X-MS-API-ROLE', role]] : [],
  };
}
