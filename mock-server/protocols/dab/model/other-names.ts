import type { Json } from '../../../../core/json.ts';
import type { Renamed } from '../../../kernel/protocol-core.ts';
import { entities } from './entities.ts';
import type { Column, Entity, Permissions } from './entity.ts';

/** The base path of the other configuration. */
export const otherBasePath = '/rest-api';

/** The same tables under other names: other entity names and paths, and every column mapped to another name. */
export const renamedEntities: readonly Entity[] = entities.map((entity) => ({
  ...entity,
  name: `${entity.name}Entity`,
  path: `tables/${entity.table}`,
  columns: entity.columns.map((column) => ({ ...column, exposed: otherName(column) })),
  roles: Object.fromEntries(Object.entries(entity.roles).map(([role, may]) => [role, renamePolicies(entity, may)])),
}));

/** Policies name columns as they are exposed. */
function renamePolicies({ columns }: Entity, permissions: Permissions): Permissions {
  const rename = (policy: string): string =>
    policy.replaceAll(/@item\.(\w+)/g, (path, name) => {
      const column = columns.find(({ exposed }) => exposed === name);
      return column ? `@item.${otherName(column)}` : path;
    });
  return Object.fromEntries(
    Object.entries(permissions).map(([action, { exclude, policy }]) => [
      action,
      policy === undefined ? { exclude } : { exclude, policy: rename(policy) },
    ]),
  );
}

/** Bindings begin with the name of an entity here. */
const subjects: Readonly<Record<string, string>> = {
  book: 'books',
  publisher: 'publishers',
  author: 'authors',
  stock: 'stocks',
  review: 'reviews',
  comic: 'comics',
  sale: 'books_sold',
  tag: 'tags',
  sample: 'samples',
  document: 'jsondocs',
  shelf: 'shelves',
  note: 'notes',
  memo: 'memos',
};

/** What the bindings have to be for a server that calls everything by another name. */
export function renameBindings(bindings: Readonly<Record<string, Json>>): Renamed {
  const renamed = Object.entries(bindings).flatMap(([id, value]): [string, Json][] => {
    const [subject = id, what = ''] = id.split('.');
    const entity = renamedEntities.find(({ table }) => table === subjects[subject]);
    if (id === 'api') return [[id, otherBasePath]];
    if (!entity || what.startsWith('raw-')) return [];
    if (what === 'segment') return [[id, entity.path]];
    if (what === 'path') return [[id, `${otherBasePath}/${entity.path}`]];
    if (what === 'entity') return [[id, entity.name]];
    const before = entities.find(({ table }) => table === entity.table);
    const column = before?.columns.find(({ exposed }) => exposed === value);
    return column ? [[id, otherName(column)]] : [];
  });
  return { features: ['other-names'], bindings: Object.fromEntries(renamed) };
}

function otherName({ name }: Column): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1).replaceAll('_', '')}Field`;
}
