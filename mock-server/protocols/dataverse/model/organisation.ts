import { lookupValueName, type TableModel } from './table.ts';
import type { Changes } from './table-row.ts';

/** The one user: who calls is the same for every token. */
export const callerId = '4026be43-6b69-e111-8f65-78e7d1620f5e';

/** The unit to which the caller belongs. */
export const businessUnitId = '38e0dbe4-131b-e111-ba7e-78e7d1620f5e';

/** The currency of an organisation that has only one. */
export const baseCurrencyId = '048dddaa-6f7f-e611-80d3-00155db5e0b6';

/** Where lookups lead that are set by themselves, by their columns. */
const ownLinks: Readonly<Record<string, string>> = {
  createdby: callerId,
  modifiedby: callerId,
  ownerid: callerId,
  owninguser: callerId,
  owningbusinessunit: businessUnitId,
  businessunitid: businessUnitId,
  transactioncurrencyid: baseCurrencyId,
};

/** What a new row has before anybody says anything of it. */
export function initialValues(table: TableModel, now: string): Changes {
  const links = table.lookups.flatMap((lookup) => {
    const id = ownLinks[lookup.column];
    return id === undefined ? [] : [[lookupValueName(lookup), id] as const];
  });
  const flags = table.columns.flatMap(({ name, type }) =>
    type.kind === 'boolean' ? [[name, type.initially] as const] : [],
  );
  return { createdon: now, modifiedon: now, ...Object.fromEntries(links), ...Object.fromEntries(flags) };
}
