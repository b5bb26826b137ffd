import { type AttributeValues, otherIdOf } from './fragment-row.ts';
import type { ObjectRow } from './object-row.ts';

/** A fragment that is there from the start. */
export interface SeedRow {
  readonly id: string;
  readonly values: AttributeValues;
}

/** The user whose API token the bundled ones are. */
export const callersUserId: string = seedId(1, 1);

/** The fragments that are there from the start, by their definition, beside the page's category. */
export const seedRows: Readonly<Record<string, readonly SeedRow[]>> = {
  SPSUserClassBase: [
    person(1, 'Ada', 'Brandt', 'ada.brandt@example.org'),
    person(2, 'Noor', 'Keller', 'noor.keller@example.org'),
    // Seen on a tenant: a user without a last name.
    {
      id: seedId(1, 3),
      values: { FirstName: 'Helpdesk', DisplayName: 'Helpdesk', MailAddress: 'helpdesk@example.org' },
    },
  ],
  SPSAccountClassBase: [{ id: seedId(2, 1), values: { AccountName: 'EXAMPLE\\abrandt', Owner: seedId(1, 1) } }],
  SPSAssetClassBase: [
    {
      id: seedId(3, 1),
      values: {
        Name: 'NB-0001',
        InventoryNumber: 'I-0001',
        SerialNumber: 'S-4711',
        Model: 'Notebook 14',
        ManufacturerName: 'Example Computers',
        AcquisitionDate: '2025-03-01T00:00:00Z',
      },
    },
  ],
  SPSScRoleClassBase: [
    { id: seedId(4, 1), values: { Name: '1st Level', Description: 'Service desk' } },
    { id: seedId(4, 2), values: { Name: '2nd Level', Description: 'Specialists' } },
  ],
  SPSSecurityClassRole: [
    { id: seedId(5, 1), values: { Name: 'Everyone', Description: 'All users', ShowInForwardAction: 0 } },
    { id: seedId(5, 2), values: { Name: '1st Level', ShowInForwardAction: 1 } },
    { id: seedId(5, 3), values: { Name: '2nd Level', ShowInForwardAction: 1 } },
  ],
  SPSCommonClassBase: [1, 2, 3].map((row) => ({ id: seedId(17, row), values: {} })),
  SVCServiceLevelAgreementClassBase: [
    { id: seedId(6, 1), values: { Name: 'Standard', Description: 'Office hours', SLA_Type: 10 } },
    { id: seedId(6, 2), values: { Name: '2nd Level', SLA_Type: 20, FulfillmentResponsibleRole: seedId(4, 2) } },
  ],
  SPSGlobalConfigurationClassBase: [{ id: seedId(7, 1), values: { Name: 'Global Configuration' } }],
  PDRDataQueryClassBase: [{ id: seedId(8, 1), values: { Name: 'All open tickets' } }],
  GDIEImportClassBase: [{ id: seedId(9, 1), values: { Name: 'Import of users' } }],
  Ud_SoftwareproduktVersionClassBase: [
    { id: '8c51cfff-0000-4000-8000-000000000001', values: { Version: '1.0', VersionState: 1 } },
  ],
  SPSCommonPickupObjectStatus: picks(10, [
    [200, 'New', 1],
    [201, 'Assigned', 1],
    [202, 'In progress', 2],
    [203, 'On hold', 2],
    [204, 'Closed', 3],
  ]),
  SPSCommonPickupObjectStateReason: picks(11, [
    [1, 'Waiting for the caller', 2, 203],
    // The reasons for which a ticket is closed.
    ...[
      ...['Expiration Date Reached', 'Solved', 'Workaround', 'Rejected', 'Not Reproducible', 'Duplicate', 'Other'],
      ...['Directly Solved', 'Obsolete', 'RFC Created', 'Retracted', 'Aborted', 'Known Error'],
    ].map((shown, index): Pick => [401 + index, shown, 7, 204]),
  ]),
  SVMActivityPickupUrgency: picks(12, [
    [1, 'Low'],
    [2, 'Medium'],
    [3, 'High'],
  ]),
  SVMActivityPickupImpact: picks(13, [
    [1, 'Single user'],
    [2, 'Department'],
    [3, 'Company'],
  ]),
  SVMActivityPickupErrorType: picks(14, [
    [0, 'Unknown'],
    [1, 'User'],
    [2, 'Hardware'],
    [3, 'Software'],
    [4, 'Driver'],
    [5, 'Permissions'],
  ]),
  SPSJournalEntryPickupType: picks(15, [
    [0, 'Comment'],
    [7, 'State changed'],
  ]),
  SVMActivityPickupPriorityMapping: [1, 2, 3].flatMap((urgency) =>
    [1, 2, 3].map((impact) => ({
      id: seedId(16, 3 * urgency + impact),
      values: { UrgencyValue: urgency, ImpactValue: impact, PriorityValue: Math.max(urgency, impact) },
    })),
  ),
};

/** The objects that are there from the start: users, and roles that tickets are given to. All other fragments are the only part of theirs. */
export const seedObjects: readonly (ObjectRow & { readonly type: string })[] = [
  ...[1, 2, 3].map((row) => ({
    type: 'SPSUserType',
    id: otherIdOf(seedId(1, row)),
    fragments: { SPSUserClassBase: seedId(1, row), SPSCommonClassBase: seedId(17, row) },
  })),
  ...[1, 2].map((row) => ({
    type: 'SPSSecurityTypeRole',
    id: otherIdOf(seedId(5, row + 1)),
    fragments: { SPSSecurityClassRole: seedId(5, row + 1), SPSScRoleClassBase: seedId(4, row) },
  })),
];

function seedId(table: number, row: number): string {
  return `5eed0000-00${String(table).padStart(2, '0')}-4000-8000-${String(row).padStart(12, '0')}`;
}

function person(row: number, first: string, last: string, mail: string): SeedRow {
  const values = { FirstName: first, LastName: last, DisplayName: `${last}, ${first}`, MailAddress: mail };
  return { id: seedId(1, row), values };
}

type Pick = readonly [value: number, shown: string, group?: number, state?: number];

function picks(table: number, list: readonly Pick[]): readonly SeedRow[] {
  return list.map(([value, shown, group, state], index) => ({
    id: seedId(table, index + 1),
    values: {
      Position: index + 1,
      Value: value,
      DisplayString: shown,
      ...(group === undefined ? {} : { StateGroup: group }),
      ...(state === undefined ? {} : { State: state }),
    },
  }));
}
