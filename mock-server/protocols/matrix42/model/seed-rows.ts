import type { AttributeValues } from './fragment-row.ts';

/** A fragment that is there from the start. */
export interface SeedRow {
  readonly id: string;
  readonly values: AttributeValues;
}

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
  SPSSecurityClassRole: [{ id: seedId(5, 1), values: { Name: 'Everyone', Description: 'All users' } }],
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
    [2, 'Solved', 7, 204],
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
    [1, 'Hardware'],
    [2, 'Software'],
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
