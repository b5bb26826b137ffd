import { utf8 } from '../../../../core/http.ts';
import { type JsonObject, jsonObject } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { jsonIn, messageIn } from '../../../kernel/message-in.ts';
import type { Store } from '../../../kernel/store.ts';
import type { MemberKind, RowProblem, RowTable } from '../../../kernel/workbench.ts';
import type { World } from '../../../kernel/world.ts';
import { handle } from '../handle.ts';
import { allDefinitions, allObjectTypes, findDefinition } from '../model/definitions.ts';
import { fragmentsOf } from '../model/fragment-row.ts';
import { decodeRowversion } from '../model/rowversion.ts';

/** Data Definitions with their attributes, and Configuration Items with the fragments that make them up. */
export function rowTables({ edition }: World): readonly RowTable[] {
  const definitions = allDefinitions.flatMap(({ name }) => findDefinition(name, edition) ?? []);
  return [
    ...definitions.map(({ name, attributes }) => ({
      name,
      members: new Map<string, MemberKind>([
        ['ID', 'text'],
        ['TimeStamp', 'text'],
        ...Object.entries(attributes).map(
          ([attribute, type]) => [attribute, type === 'integer' || type === 'flag' ? 'number' : 'text'] as const,
        ),
      ]),
    })),
    ...allObjectTypes.map(({ name, definitions: parts, many = [] }) => ({
      name,
      members: new Map<string, MemberKind>([
        ['ID', 'text'],
        ...[...parts, ...many].map((part) => [part, 'json'] as const),
      ]),
    })),
  ];
}

/** Makes a fragment or an object as POST does; a fragment keeps the TimeStamp that it is given. */
export function insertGiven(store: Store, name: string, row: JsonObject, world: World): RowProblem | undefined {
  const definition = findDefinition(name, world.edition);
  const { TimeStamp: timeStamp, ...others } = row;
  const version = typeof timeStamp === 'string' ? decodeRowversion(timeStamp) : undefined;
  if (timeStamp !== undefined && version === undefined)
    return { member: 'TimeStamp', message: 'this is no row version: base64 of 8 bytes' };
  const answer = handle(
    store,
    {
      method: 'POST',
      target: `/m42Services/api/data/${definition ? 'fragments' : 'objects'}/${name}`,
      headers: [['Content-Type', 'application/json']],
      body: utf8(stringifyJson(jsonObject(Object.entries(others)))),
    },
    { ...world, principal: { id: 'caller', claims: {} } },
  );
  if (answer.status >= 300) return { message: messageIn(answer, 'Message') ?? `the answer is ${answer.status}` };
  const fragments = definition && fragmentsOf(store, definition);
  const made = fragments?.get(String(jsonIn(answer)));
  if (fragments && made && version !== undefined) {
    fragments.put(made.id, { ...made, timeStamp: String(timeStamp) });
    store.reach('rowversion', version);
  }
  return undefined;
}
