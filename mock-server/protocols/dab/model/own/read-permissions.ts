import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../../../core/json.ts';
import { parseFilter } from '../../../../kernel/odata/parse-filter.ts';
import type { Action, Entity, Permission, Permissions } from '../entity.ts';

const actions: readonly Action[] = ['create', 'read', 'update', 'delete'];

/** Reads who may do what with an entity: `[{ role, actions: ["read", { action, fields, policy }] }]`. */
export function readPermissions(
  given: readonly JsonObject[],
  entity: Entity,
  unsupported: string[],
): { readonly roles: Readonly<Record<string, Permissions>>; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const roles: Record<string, Permissions> = {};
  for (const { role, actions: listed } of given) {
    const permissions: Partial<Record<Action, Permission>> = {};
    for (const item of isJsonArray(listed) ? listed : [listed ?? null]) {
      const name = String(isJsonObject(item) ? item['action'] : item);
      const meant = name === '*' ? actions : actions.filter((action) => action === name);
      if (meant.length === 0 && name !== 'execute') faults.push(`there is no action "${name}"`);
      const permission = isJsonObject(item) ? readPermission(item, entity, unsupported, faults) : { exclude: [] };
      for (const action of meant) permissions[action] = permission;
    }
    // Names of roles are looked up in small letters.
    roles[String(role).toLowerCase()] = permissions;
  }
  return { roles, faults };
}

function readPermission(item: JsonObject, entity: Entity, unsupported: string[], faults: string[]): Permission {
  const { include, exclude } = isJsonObject(item['fields']) ? item['fields'] : {};
  const names = (list: Json | undefined): readonly string[] => (isJsonArray(list) ? list.map(String) : []);
  const known = new Set(entity.columns.map(({ exposed }) => exposed));
  for (const name of [...names(include), ...names(exclude)])
    if (name !== '*' && !known.has(name)) faults.push(`${entity.name} has no field "${name}"`);
  const shown = isJsonArray(include) && !names(include).includes('*') ? new Set(names(include)) : known;
  const hidden = entity.columns.filter(
    ({ exposed }) => !shown.has(exposed) || names(exclude).includes('*') || names(exclude).includes(exposed),
  );
  const policy = isJsonObject(item['policy']) ? item['policy'] : {};
  if (policy['request'] !== undefined && policy['request'] !== '') unsupported.push(`${entity.name}: policy.request`);
  const text = policy['database'];
  const permission = { exclude: hidden.map(({ name }) => name) };
  if (typeof text !== 'string' || text === '') return permission;
  if (/@claims\./.test(text)) {
    unsupported.push(`${entity.name}: @claims in a policy: nobody has claims here, so that it selects no row`);
    return { ...permission, policy: 'false eq true' };
  }
  const parsed = parseFilter(text, ['item']);
  if (!parsed.ok) faults.push(`the policy cannot be read: ${text}`);
  return { ...permission, policy: text };
}
