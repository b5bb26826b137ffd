import type { Association, TableModel } from './table.ts';
import { account } from './tables/account.ts';
import { phoneCall, task } from './tables/activities.ts';
import { contact } from './tables/contact.ts';
import { businessUnit, currency, role, systemUser, userRoles } from './tables/organisation.ts';
import { sampleEvent, sampleThing, sensorData } from './tables/samples.ts';

/** Every table of this organisation. */
export const tables: readonly TableModel[] = [
  account,
  contact,
  sampleThing,
  task,
  phoneCall,
  systemUser,
  role,
  businessUnit,
  currency,
  sampleEvent,
  sensorData,
];

/** Every relationship of many to many. */
export const associations: readonly Association[] = [userRoles];

const bySet = new Map(tables.map((table) => [table.setName, table]));
const byName = new Map(tables.map((table) => [table.logicalName, table]));

/** The table of an entity set; names are case-sensitive. */
export function tableOfSet(setName: string): TableModel | undefined {
  return bySet.get(setName);
}

/** The table of a logical name. */
export function tableNamed(logicalName: string): TableModel | undefined {
  return byName.get(logicalName);
}
