import type { AttributeType, Definition, ObjectType } from './definition.ts';

/** The Data Definitions that tickets refer to, and others that public clients read. */
export const masterDefinitions: readonly Definition[] = [
  {
    name: 'SPSUserClassBase',
    display: 'DisplayName',
    attributes: { FirstName: 'text', LastName: 'text', DisplayName: 'text', MailAddress: 'text' },
  },
  {
    name: 'SPSAccountClassBase',
    display: 'AccountName',
    attributes: { AccountName: 'text', Owner: 'guid' },
    relations: { Owner: { to: 'SPSUserClassBase' } },
  },
  {
    name: 'SPSAssetClassBase',
    display: 'Name',
    attributes: {
      Name: 'text',
      InventoryNumber: 'text',
      SerialNumber: 'text',
      Model: 'text',
      ManufacturerName: 'text',
      AcquisitionDate: 'date',
    },
  },
  named('SPSScRoleClassBase'),
  {
    name: 'SPSSecurityClassRole',
    display: 'Name',
    attributes: { Name: 'text', Description: 'text', ShowInForwardAction: 'flag' },
  },
  {
    name: 'SVCServiceLevelAgreementClassBase',
    display: 'Name',
    attributes: { Name: 'text', Description: 'text', SLA_Type: 'integer', FulfillmentResponsibleRole: 'guid' },
    relations: { FulfillmentResponsibleRole: { to: 'SPSScRoleClassBase' } },
  },
  named('SPSGlobalConfigurationClassBase'),
  named('PDRDataQueryClassBase'),
  named('GDIEImportClassBase'),
  {
    name: 'Ud_SoftwareproduktVersionClassBase',
    display: 'Version',
    attributes: { Version: 'text', VersionState: 'integer' },
  },
  pickup('SPSCommonPickupObjectStatus', { StateGroup: 'integer' }),
  pickup('SPSCommonPickupObjectStateReason', { StateGroup: 'integer', State: 'integer' }),
  pickup('SVMActivityPickupUrgency'),
  pickup('SVMActivityPickupImpact'),
  pickup('SVMActivityPickupErrorType'),
  pickup('SPSJournalEntryPickupType'),
  {
    name: 'SVMActivityPickupPriorityMapping',
    display: 'PriorityValue',
    attributes: { UrgencyValue: 'integer', ImpactValue: 'integer', PriorityValue: 'integer' },
  },
];

/** Objects beside tickets. */
export const masterObjectTypes: readonly ObjectType[] = [
  {
    name: 'SPSUserType',
    id: 'b7d0c3f8-61aa-4e29-9d14-c05e7f2a8b05',
    title: 'User',
    definitions: ['SPSUserClassBase', 'SPSCommonClassBase'],
    many: ['SPSAccountClassBase'],
  },
  {
    name: 'SPSSoftwareType',
    id: '52e9f417-8d3b-4a60-a7c2-9b1d04e6f806',
    title: 'Software',
    definitions: ['SPSAssetClassBase', 'SPSCommonClassBase'],
    many: ['Ud_SoftwareproduktVersionClassBase'],
  },
  {
    name: 'SPSSecurityTypeRole',
    id: '1f6a83d0-74be-4c95-8e02-d3a9c5f17b07',
    title: 'Role',
    definitions: ['SPSSecurityClassRole', 'SPSScRoleClassBase'],
  },
];

/** A definition that is known by its name alone. */
function named(name: string): Definition {
  return { name, display: 'Name', attributes: { Name: 'text', Description: 'text' } };
}

/** A list to pick from: DisplayString is an attribute here, in the language of the caller. */
function pickup(name: string, more: Readonly<Record<string, AttributeType>> = {}): Definition {
  return {
    name,
    display: 'DisplayString',
    attributes: { Position: 'integer', Value: 'integer', DisplayString: 'text', ...more },
    localizable: ['DisplayString'],
  };
}
