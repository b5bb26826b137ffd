import type { World } from '../../../kernel/world.ts';
import { entities } from './entities.ts';
import type { Entity } from './entity.ts';
import { otherBasePath, renamedEntities } from './other-names.ts';

/** What a configuration file says about the REST endpoint. */
export interface Configuration {
  /** Without trailing slash. */
  readonly basePath: string;
  readonly entities: readonly Entity[];
}

/** The configuration at work: the recorded one, the same with another base path, or the same tables under other names. */
export function configurationOf({ edition, features }: World): Configuration {
  if (features.has('other-names')) return { basePath: otherBasePath, entities: renamedEntities };
  return {
    basePath: features.has('other-base-path') ? otherBasePath : '/api',
    entities: edition === 'v1' ? withoutSubPaths : entities,
  };
}

/** 1.x knows no sub-paths: the recorded configuration was changed for it. */
const withoutSubPaths: readonly Entity[] = entities.map((entity) => ({
  ...entity,
  path: entity.path.slice(entity.path.lastIndexOf('/') + 1),
}));
