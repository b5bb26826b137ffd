import type { Workbench } from '../../kernel/workbench.ts';
import { refuseAsAsked } from './operations/refuse-as-asked.ts';
import { accessTokenCaller } from './request/authenticate.ts';
import { insertGiven, rowTables } from './write/insert-given.ts';
import { rivalWrite } from './write/rival-write.ts';

/** The data services of Matrix42, for those who develop a client. */
export const workbench: Workbench = {
  credentials:
    'any API token is exchanged at /m42Services/api/ApiToken/GenerateAccessTokenFromApiToken/ for an access token; m42-caller is one that is always good, m42-reader may not write',
  userMembers: ['token', 'as'],
  callerOf: () => undefined,
  besideUsers: accessTokenCaller,
  tables: rowTables,
  insert: insertGiven,
  refuse: refuseAsAsked,
  rival: rivalWrite,
};
