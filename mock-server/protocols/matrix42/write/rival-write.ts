import { isJsonObject, jsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { jsonRival } from '../../../kernel/json-rival.ts';
import { jsonIn } from '../../../kernel/message-in.ts';
import type { Rival } from '../../../kernel/workbench.ts';
import { type Definition, findDefinition, findObjectType } from '../model/definitions.ts';
import { fragmentsOf } from '../model/fragment-row.ts';
import { objectsOf } from '../model/object-row.ts';
import { findRoute } from '../request/routes.ts';

/** Another text in the fragment that a request is about, or in the first one of its object. */
export function rivalWrite(call: Call, count: number, wanted: ReadonlySet<string> = new Set()): Rival | undefined {
  const found = findRoute(call.request);
  if (found.kind !== 'found') return undefined;
  const said = jsonIn(call.request);
  const inBody = isJsonObject(said) ? String(said['ID']) : '';
  const id = (found.id === '' ? inBody : found.id).toLowerCase();
  const target = fragmentOf(call, found.name, id);
  if (!target) return undefined;
  const { definition } = target;
  const texts = Object.entries(definition.attributes).flatMap(([name, type]) => (type === 'text' ? name : []));
  const text = texts.find((name) => wanted.has(name)) ?? texts[0];
  if (text === undefined) return undefined;
  const value = `Somebody else ${count}`;
  const body = jsonObject([
    ['ID', target.id],
    [text, value],
  ]);
  return jsonRival('PUT', `/m42Services/api/data/fragments/${definition.name}`, body, {
    by: { id: 'caller', claims: {} },
    sets: [text, value],
  });
}

function fragmentOf(
  { store, world }: Call,
  name: string,
  id: string,
): { readonly definition: Definition; readonly id: string } | undefined {
  const definition = findDefinition(name, world.edition);
  if (definition) return fragmentsOf(store, definition).has(id) ? { definition, id } : undefined;
  const type = findObjectType(name);
  const [part, own] = Object.entries((type && objectsOf(store, type).get(id)?.fragments) ?? {})[0] ?? [];
  const first = part === undefined ? undefined : findDefinition(part, world.edition);
  return first && own !== undefined ? { definition: first, id: own } : undefined;
}
