import { attributeTypes } from './attribute-definitions.ts';
import type { DefinitionType } from './definition-type.ts';
import { relationshipTypes } from './relationship-definitions.ts';
import { tableTypes } from './table-definitions.ts';

/** Every type in which definitions are told, bases first. */
export const definitionTypes: readonly DefinitionType<never>[] = [
  ...attributeTypes,
  ...tableTypes,
  ...relationshipTypes,
];

/** The types of their members that are no entities: name, and members with their types. */
export const complexTypes: readonly {
  readonly name: string;
  readonly members: readonly (readonly [string, string])[];
}[] = [
  {
    name: 'LocalizedLabel',
    members: [
      ['Label', 'Edm.String'],
      ['LanguageCode', 'Edm.Int32'],
      ['IsManaged', 'Edm.Boolean'],
      ['MetadataId', 'Edm.Guid'],
      ['HasChanged', 'Edm.Boolean'],
    ],
  },
  {
    name: 'Label',
    members: [
      ['LocalizedLabels', 'Collection(mscrm.LocalizedLabel)'],
      ['UserLocalizedLabel', 'mscrm.LocalizedLabel'],
    ],
  },
  {
    name: 'BooleanManagedProperty',
    members: [
      ['Value', 'Edm.Boolean'],
      ['CanBeChanged', 'Edm.Boolean'],
      ['ManagedPropertyLogicalName', 'Edm.String'],
    ],
  },
  {
    name: 'AttributeRequiredLevelManagedProperty',
    members: [
      ['Value', 'mscrm.AttributeRequiredLevel'],
      ['CanBeChanged', 'Edm.Boolean'],
      ['ManagedPropertyLogicalName', 'Edm.String'],
    ],
  },
  { name: 'CascadeConfiguration', members: [['Delete', 'mscrm.CascadeType']] },
  { name: 'AttributeTypeDisplayName', members: [['Value', 'Edm.String']] },
  {
    name: 'OptionMetadata',
    members: [
      ['Value', 'Edm.Int32'],
      ['Label', 'mscrm.Label'],
    ],
  },
];

/** The values that members have which are words. */
export const enumTypes: readonly { readonly name: string; readonly members: readonly string[] }[] = [
  {
    name: 'AttributeTypeCode',
    members: [
      'Boolean',
      'DateTime',
      'Double',
      'Integer',
      'Lookup',
      'Memo',
      'Money',
      'Picklist',
      'State',
      'Status',
      'String',
      'Uniqueidentifier',
    ],
  },
  { name: 'AttributeRequiredLevel', members: ['None', 'SystemRequired', 'ApplicationRequired', 'Recommended'] },
  { name: 'OwnershipTypes', members: ['None', 'UserOwned', 'TeamOwned', 'BusinessOwned', 'OrganizationOwned'] },
  { name: 'DateTimeFormat', members: ['DateOnly', 'DateAndTime'] },
  { name: 'OptionSetType', members: ['Picklist', 'State', 'Status', 'Boolean'] },
  { name: 'EntityKeyIndexStatus', members: ['Pending', 'InProgress', 'Active', 'Failed'] },
  { name: 'CascadeType', members: ['NoCascade', 'Cascade', 'RemoveLink', 'Restrict'] },
  { name: 'RelationshipType', members: ['OneToManyRelationship', 'ManyToManyRelationship'] },
];
