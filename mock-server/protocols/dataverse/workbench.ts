import type { Workbench } from '../../kernel/workbench.ts';
import { refuseAsAsked } from './operations/refuse-as-asked.ts';
import { insertGiven, rowTables } from './write/insert-given.ts';
import { rivalWrite } from './write/rival-write.ts';

/** The Dataverse Web API, for those who develop a client. */
export const workbench: Workbench = {
  credentials: '"Authorization: Bearer TOKEN" with any token; dataverse-reader is somebody who may not write',
  userMembers: ['token', 'as'],
  callerOf: () => undefined,
  tables: rowTables,
  insert: insertGiven,
  refuse: refuseAsAsked,
  rival: rivalWrite,
};
