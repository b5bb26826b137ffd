import { activeInactive, column, commonColumns, integer, systemColumn, text } from './columns.ts';
import type { TableModel } from './table.ts';

const account: TableModel = {
  logicalName: 'account',
  setName: 'accounts',
  primaryKey: 'accountid',
  primaryName: 'name',
  columns: [
    ...commonColumns('accountid'),
    column('name', text(160), 'application'),
    column('accountnumber', text(20)),
    column('description', text(2000)),
    column('telephone1', text(50)),
    column('creditonhold', { kind: 'boolean' }),
    column('address1_latitude', { kind: 'double', precision: 5, min: -90, max: 90 }),
    column('revenue', { kind: 'money', precision: 4 }),
    column('numberofemployees', integer),
    column('accountcategorycode', { kind: 'choice', options: { 1: 'Preferred Customer', 2: 'Standard' } }),
  ],
  lookups: [
    { name: 'primarycontactid', target: 'contact' },
    { name: 'transactioncurrencyid', target: 'transactioncurrency' },
  ],
  keys: [{ name: 'account_number_key', columns: ['accountnumber'] }],
  states: activeInactive,
};

const contact: TableModel = {
  logicalName: 'contact',
  setName: 'contacts',
  primaryKey: 'contactid',
  primaryName: 'fullname',
  columns: [
    ...commonColumns('contactid'),
    column('firstname', text(50)),
    column('lastname', text(50), 'application'),
    systemColumn('fullname', text(160)),
    column('emailaddress1', text(100)),
    column('description', text(2000)),
  ],
  lookups: [],
  keys: [],
  states: activeInactive,
};

const sampleThing: TableModel = {
  logicalName: 'sample_thing',
  setName: 'sample_things',
  primaryKey: 'sample_thingid',
  primaryName: 'sample_name',
  columns: [
    ...commonColumns('sample_thingid'),
    column('sample_key1', integer),
    column('sample_key2', integer),
    column('sample_name', text(100), 'application'),
  ],
  lookups: [],
  keys: [{ name: 'sample_key', columns: ['sample_key1', 'sample_key2'] }],
  states: activeInactive,
};

/** What all activities have in common. */
const activity = {
  primaryKey: 'activityid',
  primaryName: 'subject',
  columns: [
    ...commonColumns('activityid'),
    column('subject', text(200), 'application'),
    column('description', text(2000)),
  ],
  lookups: [],
  keys: [],
} satisfies Partial<TableModel>;

/** A table whose states have several statuses: open ones 2, 3, 4 and 7, completed 5, canceled 6. */
const task: TableModel = {
  logicalName: 'task',
  setName: 'tasks',
  ...activity,
  states: [
    {
      value: 0,
      label: 'Open',
      statuses: { 2: 'Not Started', 3: 'In Progress', 4: 'Waiting on someone else', 7: 'Deferred' },
      defaultStatus: 2,
    },
    { value: 1, label: 'Completed', statuses: { 5: 'Completed' }, defaultStatus: 5 },
    { value: 2, label: 'Canceled', statuses: { 6: 'Canceled' }, defaultStatus: 6 },
  ],
};

/** A table of which a state other than the first has several statuses: completed calls were made (2) or received (4). */
const phoneCall: TableModel = {
  logicalName: 'phonecall',
  setName: 'phonecalls',
  ...activity,
  states: [
    { value: 0, label: 'Open', statuses: { 1: 'Open' }, defaultStatus: 1 },
    { value: 1, label: 'Completed', statuses: { 2: 'Made', 4: 'Received' }, defaultStatus: 2 },
    { value: 2, label: 'Canceled', statuses: { 3: 'Canceled' }, defaultStatus: 3 },
  ],
};

/** Every table of this organisation. */
export const tables: readonly TableModel[] = [account, contact, sampleThing, task, phoneCall];

/** The table of an entity set; names are case-sensitive. */
export function tableOfSet(setName: string): TableModel | undefined {
  return tables.find((table) => table.setName === setName);
}

/** The table of a logical name. */
export function tableNamed(logicalName: string): TableModel | undefined {
  return tables.find((table) => table.logicalName === logicalName);
}
