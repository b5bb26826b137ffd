import type { Column, ColumnType, Lookup, Required, State } from './table.ts';

/** A column that clients write and may leave empty. */
export function column(schemaName: string, type: ColumnType, required: Required = 'none'): Column {
  const name = schemaName.toLowerCase();
  return { name, schemaName, label: labelOf(schemaName), type, required, creatable: true, writable: true };
}

/** A column the system keeps. */
function systemColumn(schemaName: string, type: ColumnType): Column {
  return { ...column(schemaName, type, 'system'), creatable: false, writable: false };
}

/** A column whose text is made of others. */
export function joinedColumn(schemaName: string, type: ColumnType, joins: readonly string[]): Column {
  return { ...column(schemaName, type), creatable: false, writable: false, joins };
}

export function text(maxLength: number): ColumnType {
  return { kind: 'text', maxLength };
}

export function memo(maxLength: number): ColumnType {
  return { kind: 'text', maxLength, memo: true };
}

export const integer: ColumnType = { kind: 'integer', min: -2_147_483_648, max: 2_147_483_647 };

export const flag: ColumnType = { kind: 'boolean', initially: false };

/** From zero up: minutes, percents, counts. */
export function upTo(max: number): ColumnType {
  return { kind: 'integer', min: 0, max };
}

/** How a lookup is otherwise than most. */
interface LookupOptions {
  /** The navigation property, where the column leads to several tables. */
  readonly as?: string;
  readonly collection?: string | undefined;
  readonly required?: Required;
  readonly cascades?: true;
  readonly follows?: string;
}

/** A lookup that clients write. The collection on the other side is called like the relationship. */
export function lookup(schemaName: string, target: string, relationship: string, options: LookupOptions = {}): Lookup {
  const { as = schemaName.toLowerCase(), required = 'none', ...others } = options;
  const name = schemaName.toLowerCase();
  return {
    name: as,
    column: name,
    schemaName,
    target,
    relationship,
    collection: relationship,
    required,
    writable: true,
    ...others,
  };
}

/** A lookup that the system keeps. */
function systemLookup(schemaName: string, target: string, relationship: string): Lookup {
  return { ...lookup(schemaName, target, relationship), writable: false };
}

/** The columns every table has besides its own. `states`: it has a state. */
export function commonColumns(primaryKey: string, states = true): Column[] {
  return [
    { ...systemColumn(primaryKey, { kind: 'guid' }), creatable: true },
    systemColumn('CreatedOn', { kind: 'date-time' }),
    systemColumn('ModifiedOn', { kind: 'date-time' }),
    ...(states ? [column('StateCode', { kind: 'state' }, 'system'), column('StatusCode', { kind: 'status' })] : []),
  ];
}

/** The lookups every table has besides its own: who made and who changed a row. */
export function commonLookups(logicalName: string): Lookup[] {
  return [
    systemLookup('CreatedBy', 'systemuser', `lk_${logicalName}base_createdby`),
    systemLookup('ModifiedBy', 'systemuser', `lk_${logicalName}base_modifiedby`),
  ];
}

/** The lookups of a table whose rows have owners. */
export function ownerLookups(logicalName: string, setName: string): Lookup[] {
  return [
    ...commonLookups(logicalName),
    lookup('OwnerId', 'systemuser', `owner_${setName}`, { collection: undefined, required: 'system' }),
    systemLookup('OwningUser', 'systemuser', `user_${setName}`),
    systemLookup('OwningBusinessUnit', 'businessunit', `business_unit_${setName}`),
  ];
}

/** The state model tables have unless somebody designs another: active and inactive with one status each. */
export const activeInactive: readonly State[] = [
  { value: 0, label: 'Active', statuses: { 1: 'Active' }, defaultStatus: 1 },
  { value: 1, label: 'Inactive', statuses: { 2: 'Inactive' }, defaultStatus: 2 },
];

/** "NumberOfEmployees" as people read it: "Number of Employees". */
function labelOf(schemaName: string): string {
  const words = schemaName.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [schemaName];
  return words
    .map((word) => (/^(Of|By|On|In)$/.test(word) && word !== words.at(-1) ? word.toLowerCase() : word))
    .join(' ');
}
