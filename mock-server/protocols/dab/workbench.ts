import { headerValue } from '../../../core/http.ts';
import type { Workbench } from '../../kernel/workbench.ts';
import { ownTables } from './model/own/own-tables.ts';
import { refuseAsAsked } from './operations/refuse-as-asked.ts';
import { insertGiven, rowTables } from './write/insert-given.ts';
import { rivalWrite } from './write/rival-write.ts';

/** Data API builder, for those who develop a client. */
export const workbench: Workbench = {
  credentials: 'none are needed; "X-MS-API-ROLE: ROLE" acts in a role of the configuration',
  userMembers: ['token', 'roles'],
  callerOf: ({ token, roles }) => roles && { id: token, claims: { roles: ['authenticated', ...roles].join(' ') } },
  besideUsers: (request) =>
    headerValue(request.headers, 'Authorization') === undefined
      ? { id: 'anonymous', claims: { roles: 'anonymous' } }
      : undefined,
  tables: rowTables,
  insert: insertGiven,
  refuse: refuseAsAsked,
  rival: rivalWrite,
  own: ownTables,
};
