import {
  activeInactive,
  column,
  commonColumns,
  commonLookups,
  flag,
  joinedColumn,
  lookup,
  text,
  upTo,
} from '../columns.ts';
import type { Association, TableModel } from '../table.ts';

/** Who works here. */
export const systemUser: TableModel = {
  logicalName: 'systemuser',
  schemaName: 'SystemUser',
  setName: 'systemusers',
  label: 'User',
  plural: 'Users',
  code: 8,
  ownership: 'BusinessOwned',
  primaryKey: 'systemuserid',
  primaryName: 'fullname',
  base: { name: 'principal', key: 'ownerid' },
  columns: [
    ...commonColumns('SystemUserId', false),
    column('FirstName', text(256)),
    column('LastName', text(256)),
    joinedColumn('FullName', text(200), ['firstname', 'lastname']),
    column('DomainName', text(1024)),
    column('InternalEMailAddress', text(100)),
    column('IsDisabled', flag),
  ],
  lookups: [
    ...commonLookups('systemuser'),
    lookup('BusinessUnitId', 'businessunit', 'business_unit_system_users', { required: 'system' }),
  ],
  keys: [],
  states: [],
  optimisticConcurrency: true,
};

export const role: TableModel = {
  logicalName: 'role',
  schemaName: 'Role',
  setName: 'roles',
  label: 'Security Role',
  plural: 'Security Roles',
  code: 1036,
  ownership: 'BusinessOwned',
  primaryKey: 'roleid',
  primaryName: 'name',
  columns: [...commonColumns('RoleId', false), column('Name', text(100), 'application')],
  lookups: [
    ...commonLookups('role'),
    lookup('BusinessUnitId', 'businessunit', 'business_unit_roles', { required: 'system' }),
  ],
  keys: [],
  states: [],
  optimisticConcurrency: true,
};

export const businessUnit: TableModel = {
  logicalName: 'businessunit',
  schemaName: 'BusinessUnit',
  setName: 'businessunits',
  label: 'Business Unit',
  plural: 'Business Units',
  code: 10,
  ownership: 'BusinessOwned',
  primaryKey: 'businessunitid',
  primaryName: 'name',
  columns: [
    ...commonColumns('BusinessUnitId', false),
    column('Name', text(160), 'application'),
    column('IsDisabled', flag),
  ],
  lookups: [
    ...commonLookups('businessunit'),
    lookup('ParentBusinessUnitId', 'businessunit', 'business_unit_parent_business_unit'),
  ],
  keys: [],
  states: [],
  optimisticConcurrency: true,
};

export const currency: TableModel = {
  logicalName: 'transactioncurrency',
  schemaName: 'TransactionCurrency',
  setName: 'transactioncurrencies',
  label: 'Currency',
  plural: 'Currencies',
  code: 9105,
  ownership: 'OrganizationOwned',
  primaryKey: 'transactioncurrencyid',
  primaryName: 'currencyname',
  columns: [
    ...commonColumns('TransactionCurrencyId'),
    column('CurrencyName', text(100), 'application'),
    column('ISOCurrencyCode', text(5), 'application'),
    column('CurrencySymbol', text(13)),
    column('CurrencyPrecision', upTo(4)),
    column('ExchangeRate', { kind: 'double', precision: 5, min: 0, max: 100_000_000_000 }),
  ],
  lookups: [...commonLookups('transactioncurrency')],
  keys: [],
  states: activeInactive,
  optimisticConcurrency: true,
};

/** Which roles users have. */
export const userRoles: Association = {
  relationship: 'systemuserroles_association',
  intersect: 'systemuserroles',
  sides: [
    { table: 'systemuser', collection: 'systemuserroles_association' },
    { table: 'role', collection: 'systemuserroles_association' },
  ],
};
