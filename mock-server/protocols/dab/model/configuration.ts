import type { World } from '../../../kernel/world.ts';
import { entities } from './entities.ts';
import type { Entity } from './entity.ts';
import { otherBasePath, renamedEntities } from './other-names.ts';

/** What a configuration file says about the REST endpoint. */
export interface Configuration {
  /** Without trailing slash. */
  readonly basePath: string;
  readonly entities: readonly Entity[];
  /** Paths of entities that the configuration has and this server does not, each with the name of what is missing. */
  readonly absent?: ReadonlyMap<string, string>;
}

/** The configuration at work: the user's own, the recorded one, the same with another base path, or the same tables under other names. */
export function configurationOf({ edition, features, model }: World): Configuration {
  if (model !== undefined) return model as Configuration;
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
