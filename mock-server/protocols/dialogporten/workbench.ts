import type { Workbench } from '../../kernel/workbench.ts';
import { refuseAsAsked } from './operations/refuse-as-asked.ts';
import { insertGiven, rowTables } from './write/insert-given.ts';
import { rivalWrite } from './write/rival-write.ts';

/** The API of Dialogporten for service owners, for those who develop a client. */
export const workbench: Workbench = {
  credentials:
    '"Authorization: Bearer JWT", signed by anybody, with scope and consumer as Maskinporten has them; "so" is a token of an owner, "oth" of another one, "eu" of an end user',
  userMembers: ['token', 'as', 'scopes', 'organization'],
  callerOf: ({ token, scopes, organization }) =>
    scopes && organization ? { id: token, claims: { organization, scope: scopes.join(' ') } } : undefined,
  tables: rowTables,
  insert: insertGiven,
  refuse: refuseAsAsked,
  rival: rivalWrite,
};
