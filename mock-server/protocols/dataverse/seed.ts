import { ExactNumber, numberFromText } from '../../../core/exact-number.ts';
import type { Json } from '../../../core/json.ts';
import { nextForeignRow } from '../../kernel/foreign-row.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { baseCurrencyId, businessUnitId, callerId, initialValues } from './model/organisation.ts';
import { putRow } from './model/rows.ts';
import { tableNamed } from './model/tables.ts';
import { nextVersion } from './write/store-row.ts';

/** The account whose id stands in every example of the update page. */
export const pageAccountId = '00000000-0000-0000-0000-000000000001';

const created = '2016-09-28T23:14:00Z';

/** First rows: the caller and what every organisation has, what the examples of the update page take for granted, and a contact. */
export function seed(store: Store, _world: World): void {
  plant(store, 'businessunit', businessUnitId, { name: 'Contoso' });
  plant(store, 'systemuser', callerId, {
    firstname: 'System',
    lastname: 'Administrator',
    fullname: 'System Administrator',
    domainname: 'admin@contoso.example',
    internalemailaddress: 'admin@contoso.example',
  });
  plant(store, 'role', 'd2d3a1f8-6a5c-4f5e-9d62-7a1a3c1f0b01', { name: 'System Administrator' });
  plant(store, 'transactioncurrency', baseCurrencyId, {
    currencyname: 'US Dollar',
    isocurrencycode: 'USD',
    currencysymbol: '$',
    currencyprecision: 2,
    exchangerate: 1,
  });
  plant(store, 'contact', '00000000-0000-0000-0000-000000000002', {
    firstname: 'Yvonne',
    lastname: 'McKay',
    fullname: 'Yvonne McKay',
  });
  plant(store, 'account', pageAccountId, {
    name: 'Sample Account',
    description: 'This is the description of the sample account',
    creditonhold: false,
    address1_latitude: numberFromText('47.63958'),
    revenue: new ExactNumber('5000000.0000'),
    accountcategorycode: 1,
    _primarycontactid_value: '00000000-0000-0000-0000-000000000002',
  });
}

const titles = [
  ['account', 'name'],
  ['contact', 'lastname'],
  ['sample_thing', 'sample_name'],
] as const;

/** Somebody else at work: each of their rows is made once and then changed again and again. */
export function disturb(store: Store, world: World): void {
  const { id, place } = nextForeignRow(store, 60);
  const [table, title] = titles[place % 3] ?? titles[0];
  plant(store, table, id, { [title]: `Somebody else ${Math.floor(world.random() * 1e9)}` });
}

function plant(store: Store, logicalName: string, id: string, values: Readonly<Record<string, Json>>): void {
  const table = tableNamed(logicalName);
  if (!table) throw new RangeError(`no table ${logicalName}`);
  const [state] = table.states;
  const common = {
    ...initialValues(table, created),
    ...(state && { statecode: state.value, statuscode: state.defaultStatus }),
  };
  putRow(store, table, { id, version: nextVersion(store), values: { ...common, ...values } });
}
