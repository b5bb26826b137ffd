import { isJsonObject, type Json, jsonObject } from '../../../../core/json.ts';
import { changingHeader, changingMember, type When, withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, answered, decidedBy, done } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { about, tableOf } from './exchanges.ts';

/** A single row of this table is read. */
const reads = (set: string): When => all(done(about('row', 'GET')), (exchange) => tableOf(exchange).setName === set);
const another = (id: Json): Json => String(id).replace(/^./, (digit) => (digit === '0' ? '1' : '0'));

/** Bugs in single rows of users and roles, and in what is made in a collection. */
export const principalMutants: readonly Mutant[] = mutantsOf(
  [
    ['roles-are-shown-without-a-key', 'A role is shown without its primary key.', 'DV-GET-001'],
    ['users-are-shown-without-a-key', 'A user is shown without the primary key.', 'DV-GET-001'],
    ['roles-are-shown-under-other-names', 'A role is shown under another name.', 'DV-GET-001'],
    ['users-are-shown-as-others', 'A user is shown with the primary key of another one.', 'DV-GET-001'],
    [
      'collections-keep-the-key-to-themselves',
      'What is made in a collection is told without its key in OData-EntityId.',
      'DV-CRT-001',
    ],
  ],
  {
    'roles-are-shown-without-a-key': withJson(reads('roles'), without('roleid')),
    'users-are-shown-without-a-key': withJson(reads('systemusers'), without('systemuserid')),
    'roles-are-shown-under-other-names': changingMember('name', reads('roles'), (name) => `${name}, or so`),
    'users-are-shown-as-others': changingMember('systemuserid', reads('systemusers'), another),
    'collections-keep-the-key-to-themselves': changingHeader(
      'OData-EntityId',
      answered(decidedBy('DV-NAV-021'), 204),
      (address) => address.replace(/\([^()]*\)$/, ''),
    ),
  },
);

function without(name: string): (row: Json) => Json {
  return (row) => (isJsonObject(row) ? jsonObject(Object.entries(row).filter(([member]) => member !== name)) : row);
}
