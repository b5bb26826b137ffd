import {
  activeInactive,
  column,
  commonColumns,
  flag,
  joinedColumn,
  lookup,
  memo,
  ownerLookups,
  text,
} from '../columns.ts';
import type { TableModel } from '../table.ts';

export const contact: TableModel = {
  logicalName: 'contact',
  schemaName: 'Contact',
  setName: 'contacts',
  label: 'Contact',
  plural: 'Contacts',
  code: 2,
  ownership: 'UserOwned',
  primaryKey: 'contactid',
  primaryName: 'fullname',
  columns: [
    ...commonColumns('ContactId'),
    column('FirstName', text(50)),
    column('LastName', text(50), 'application'),
    joinedColumn('FullName', text(160), ['firstname', 'lastname']),
    column('EMailAddress1', text(100)),
    column('Description', memo(2000)),
    column('JobTitle', text(100)),
    column('AnnualIncome', { kind: 'money', precision: 4 }),
    column('Telephone1', text(50)),
    column('MobilePhone', text(50)),
    column('BirthDate', { kind: 'date' }),
    column('DoNotEMail', flag),
    column('GenderCode', { kind: 'choice', options: { 1: 'Male', 2: 'Female' } }),
    column('Address1_City', text(80)),
  ],
  lookups: [
    ...ownerLookups('contact', 'contacts'),
    lookup('ParentCustomerId', 'account', 'contact_customer_accounts', {
      as: 'parentcustomerid_account',
      cascades: true,
    }),
    lookup('ParentCustomerId', 'contact', 'contact_customer_contacts', { as: 'parentcustomerid_contact' }),
    {
      ...lookup('AccountId', 'account', 'contact_customer_accounts', {
        collection: undefined,
        follows: 'parentcustomerid',
      }),
      writable: false,
    },
    lookup('TransactionCurrencyId', 'transactioncurrency', 'transactioncurrency_contact'),
  ],
  keys: [],
  states: activeInactive,
  optimisticConcurrency: true,
};
