import { metadataId } from '../../model/metadata-id.ts';
import { collectionsOf } from '../../model/navigation.ts';
import type { AlternateKey, TableModel } from '../../model/table.ts';
import { tables } from '../../model/tables.ts';
import { defineAttributes } from './attribute-definitions.ts';
import { type Definition, type DefinitionType, define, label, managed, member } from './definition-type.ts';
import {
  associationType,
  defineAssociation,
  defineReference,
  referencesOf,
  referenceType,
} from './relationship-definitions.ts';

interface KeyOfTable {
  readonly table: TableModel;
  readonly key: AlternateKey;
}

const keyType: DefinitionType<KeyOfTable> = {
  name: 'EntityKeyMetadata',
  members: [
    member('MetadataId', 'Edm.Guid', ({ table, key }) => metadataId(table.logicalName, 'key', key.name)),
    member('LogicalName', 'Edm.String', ({ key }) => key.name),
    member('SchemaName', 'Edm.String', ({ key }) => key.name),
    member('EntityLogicalName', 'Edm.String', ({ table }) => table.logicalName),
    member('DisplayName', 'mscrm.Label', ({ key }) => label(key.name)),
    member('KeyAttributes', 'Collection(Edm.String)', ({ key }) => key.columns),
    member('EntityKeyIndexStatus', 'mscrm.EntityKeyIndexStatus', () => 'Active'),
  ],
  parts: [],
};

const tableType: DefinitionType<TableModel> = {
  name: 'EntityMetadata',
  members: [
    member('MetadataId', 'Edm.Guid', ({ logicalName }) => metadataId(logicalName)),
    member('LogicalName', 'Edm.String', ({ logicalName }) => logicalName),
    member('SchemaName', 'Edm.String', ({ schemaName }) => schemaName),
    member('EntitySetName', 'Edm.String', ({ setName }) => setName),
    member('LogicalCollectionName', 'Edm.String', ({ setName }) => setName),
    member('CollectionSchemaName', 'Edm.String', ({ plural }) => plural.replaceAll(' ', '')),
    member('DisplayName', 'mscrm.Label', (table) => label(table.label)),
    member('DisplayCollectionName', 'mscrm.Label', ({ plural }) => label(plural)),
    member('ObjectTypeCode', 'Edm.Int32', ({ code }) => code),
    member('PrimaryIdAttribute', 'Edm.String', ({ primaryKey }) => primaryKey),
    member('PrimaryNameAttribute', 'Edm.String', ({ primaryName }) => primaryName),
    member('OwnershipType', 'mscrm.OwnershipTypes', ({ ownership }) => ownership),
    member('TableType', 'Edm.String', ({ elastic }) => (elastic ? 'Elastic' : 'Standard')),
    member('IsOptimisticConcurrencyEnabled', 'Edm.Boolean', ({ optimisticConcurrency }) => optimisticConcurrency),
    member('IsActivity', 'Edm.Boolean', ({ primaryKey }) => primaryKey === 'activityid'),
    member('IsCustomEntity', 'Edm.Boolean', ({ logicalName }) => logicalName.startsWith('sample_')),
    member('IsPrivate', 'Edm.Boolean', () => false),
    member('IsIntersect', 'Edm.Boolean', () => false),
    member('IsLogicalEntity', 'Edm.Boolean', () => false),
    member('CanCreateAttributes', 'mscrm.BooleanManagedProperty', () => managed(false, 'cancreateattributes')),
  ],
  parts: [
    { name: 'Attributes', type: 'AttributeMetadata', of: defineAttributes },
    {
      name: 'Keys',
      type: keyType.name,
      of: (table) => table.keys.map((key) => define<KeyOfTable>({ table, key }, keyType)),
    },
    {
      name: 'ManyToOneRelationships',
      type: referenceType,
      of: (table) => referencesOf(table).map(defineReference),
    },
    {
      name: 'OneToManyRelationships',
      type: referenceType,
      of: ({ logicalName }) =>
        tables
          .flatMap(referencesOf)
          .filter(({ lookup }) => lookup.target === logicalName)
          .map(defineReference),
    },
    {
      name: 'ManyToManyRelationships',
      type: associationType,
      of: (table) =>
        collectionsOf(table).flatMap((collection) =>
          collection.kind === 'many-to-many' ? [defineAssociation(collection.association)] : [],
        ),
    },
  ],
};

/** The types of what is told of tables, without those of attributes and relationships. */
export const tableTypes: readonly DefinitionType<never>[] = [tableType, keyType];

/** The definitions of all tables. */
export function defineTables(): readonly Definition[] {
  return tables.map((table) => define(table, tableType));
}
