import type { World } from '../../kernel/world.ts';
import { entities } from './entities.ts';
import type { Column, Entity } from './entity.ts';

/** What a configuration file says about the REST endpoint. */
export interface Configuration {
  /** Without trailing slash. */
  readonly basePath: string;
  readonly entities: readonly Entity[];
}

/** The configuration at work: the recorded one, or the same tables under other names. */
export function configurationOf({ edition, features }: World): Configuration {
  if (features.has('other-names')) return { basePath: '/rest-api', entities: renamed };
  return {
    basePath: features.has('other-base-path') ? '/rest-api' : '/api',
    entities: edition === 'v1' ? withoutSubPaths : entities,
  };
}

/** The table of this name, under any entity that shows it. */
export function entityOfTable({ entities: all }: Configuration, table: string): Entity | undefined {
  return all.find((entity) => entity.table === table);
}

const withoutSubPaths: readonly Entity[] = entities.map((entity) => ({
  ...entity,
  path: entity.path.split('/').at(-1) ?? '',
}));

/** Other entity names, other paths, and every column mapped to another name. */
const renamed: readonly Entity[] = entities.map((entity) => ({
  ...entity,
  name: `${entity.name}Entity`,
  path: `tables/${entity.table}`,
  columns: entity.columns.map((column) => ({ ...column, exposed: otherName(column) })),
}));

function otherName({ name }: Column): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1).replaceAll('_', '')}Field`;
}
