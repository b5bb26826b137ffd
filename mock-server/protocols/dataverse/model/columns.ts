import type { Column, ColumnType, State } from './table.ts';

/** A column that clients write and may leave empty. */
export function column(name: string, type: ColumnType, required: Column['required'] = 'none'): Column {
  return { name, type, required, writable: true };
}

/** A column the system keeps. */
export function systemColumn(name: string, type: ColumnType): Column {
  return { name, type, required: 'system', writable: false };
}

export function text(maxLength: number): ColumnType {
  return { kind: 'text', maxLength };
}

export const integer: ColumnType = { kind: 'integer', min: -2_147_483_648, max: 2_147_483_647 };

/** The columns every table has besides its own. */
export function commonColumns(primaryKey: string): Column[] {
  return [
    systemColumn(primaryKey, { kind: 'guid' }),
    systemColumn('createdon', { kind: 'date-time' }),
    systemColumn('modifiedon', { kind: 'date-time' }),
    column('statecode', { kind: 'state' }, 'system'),
    column('statuscode', { kind: 'status' }),
  ];
}

/** The state model tables have unless somebody designs another: active and inactive with one status each. */
export const activeInactive: readonly State[] = [
  { value: 0, label: 'Active', statuses: { 1: 'Active' }, defaultStatus: 1 },
  { value: 1, label: 'Inactive', statuses: { 2: 'Inactive' }, defaultStatus: 2 },
];
