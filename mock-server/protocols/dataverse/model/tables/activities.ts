import { column, commonColumns, lookup, memo, ownerLookups, text, upTo } from '../columns.ts';
import type { Column, Lookup, TableModel } from '../table.ts';

/** What all activities have in common. */
const activity = {
  ownership: 'UserOwned',
  primaryKey: 'activityid',
  primaryName: 'subject',
  keys: [],
  optimisticConcurrency: true,
} as const;

const minutes = upTo(2_147_483_647);

const activityColumns: readonly Column[] = [
  ...commonColumns('ActivityId'),
  column('Subject', text(200), 'application'),
  column('Description', memo(2000)),
  column('ScheduledStart', { kind: 'date-time' }),
  column('ScheduledEnd', { kind: 'date-time' }),
  column('ScheduledDurationMinutes', minutes),
  column('ActualStart', { kind: 'date-time' }),
  column('ActualEnd', { kind: 'date-time' }),
  column('ActualDurationMinutes', minutes),
  column('PriorityCode', { kind: 'choice', options: { 0: 'Low', 1: 'Normal', 2: 'High' } }),
];

/** What the activity is about. */
function regarding(logicalName: string, [account, contact]: readonly [account: string, contact: string]): Lookup[] {
  const as = (target: string): string => `regardingobjectid_${target}_${logicalName}`;
  return [
    lookup('RegardingObjectId', 'account', account, { as: as('account'), cascades: true }),
    lookup('RegardingObjectId', 'contact', contact, { as: as('contact'), cascades: true }),
  ];
}

/** A table whose states have several statuses: open ones 2, 3, 4 and 7, completed 5, canceled 6. */
export const task: TableModel = {
  ...activity,
  logicalName: 'task',
  schemaName: 'Task',
  setName: 'tasks',
  label: 'Task',
  plural: 'Tasks',
  code: 4212,
  columns: [...activityColumns, column('PercentComplete', upTo(100)), column('Category', text(250))],
  lookups: [...ownerLookups('task', 'tasks'), ...regarding('task', ['Account_Tasks', 'Contact_Tasks'])],
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
export const phoneCall: TableModel = {
  ...activity,
  logicalName: 'phonecall',
  schemaName: 'PhoneCall',
  setName: 'phonecalls',
  label: 'Phone Call',
  plural: 'Phone Calls',
  code: 4210,
  columns: [
    ...activityColumns,
    column('PhoneNumber', text(200)),
    column('DirectionCode', { kind: 'boolean', initially: true }),
  ],
  lookups: [
    ...ownerLookups('phonecall', 'phonecalls'),
    ...regarding('phonecall', ['Account_Phonecalls', 'Contact_Phonecalls']),
  ],
  states: [
    { value: 0, label: 'Open', statuses: { 1: 'Open' }, defaultStatus: 1 },
    { value: 1, label: 'Completed', statuses: { 2: 'Made', 4: 'Received' }, defaultStatus: 2 },
    { value: 2, label: 'Canceled', statuses: { 3: 'Canceled' }, defaultStatus: 3 },
  ],
};
