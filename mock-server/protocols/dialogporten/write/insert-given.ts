import { utf8 } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type JsonObject } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { jsonIn } from '../../../kernel/message-in.ts';
import type { Store } from '../../../kernel/store.ts';
import type { MemberKind, RowProblem, RowTable } from '../../../kernel/workbench.ts';
import type { World } from '../../../kernel/world.ts';
import { handle } from '../handle.ts';
import type { DtoType } from '../model/dto-schema.ts';
import { createDialogDto } from '../model/dtos.ts';
import { everything } from '../model/principals.ts';

const kinds: Partial<Record<DtoType['kind'], MemberKind>> = {
  int: 'number',
  flag: 'boolean',
  list: 'json',
  object: 'json',
  localizations: 'json',
};

/** Dialogs, with what a new one may have: activities and transmissions are in them. */
export function rowTables(): readonly RowTable[] {
  const members = createDialogDto.members.map(({ name, type }) => [name, kinds[type.kind] ?? 'text'] as const);
  return [{ name: 'dialogs', members: new Map(members) }];
}

/** Makes a dialog as POST does, for the owner of its resource, with all scopes. */
export function insertGiven(store: Store, _table: string, row: JsonObject, world: World): RowProblem | undefined {
  const answer = handle(
    store,
    {
      method: 'POST',
      target: '/api/v1/serviceowner/dialogs',
      headers: [['Content-Type', 'application/json']],
      body: utf8(stringifyJson(row)),
    },
    { ...world, principal: everything(String(row['serviceResource'])) },
  );
  if (answer.status < 300) return undefined;
  const said = jsonIn(answer);
  const errors = isJsonObject(said) ? said['errors'] : undefined;
  const [[path = '', texts] = ['', null]] = isJsonObject(errors) ? Object.entries(errors) : [];
  const [text] = isJsonArray(texts) ? texts : [];
  const member = createDialogDto.members.find(({ name }) => path.toLowerCase().startsWith(name.toLowerCase()))?.name;
  return {
    message: typeof text === 'string' ? `${path}: ${text}` : `the answer is ${answer.status}`,
    ...(member !== undefined && { member }),
  };
}
