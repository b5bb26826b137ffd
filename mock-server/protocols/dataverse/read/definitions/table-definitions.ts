import { metadataId } from '../../model/metadata-id.ts';
import { collectionsOf } from '../../model/navigation.ts';
import type { AlternateKey, Association, Lookup, TableModel } from '../../model/table.ts';
import { tableNamed, tables } from '../../model/tables.ts';
import { defineAttributes } from './attribute-definitions.ts';
import { type Definition, type DefinitionType, define, label, managed, member } from './definition-type.ts';

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

/** A lookup, seen from the table that has it. */
interface Reference {
  readonly table: TableModel;
  readonly lookup: Lookup;
}

const referenceType: DefinitionType<Reference> = {
  name: 'OneToManyRelationshipMetadata',
  members: [
    member('MetadataId', 'Edm.Guid', ({ lookup }) => metadataId('relationship', lookup.relationship)),
    member('SchemaName', 'Edm.String', ({ lookup }) => lookup.relationship),
    member('RelationshipType', 'mscrm.RelationshipType', () => 'OneToManyRelationship'),
    member('ReferencedEntity', 'Edm.String', ({ lookup }) => lookup.target),
    member('ReferencedAttribute', 'Edm.String', ({ lookup }) => tableNamed(lookup.target)?.primaryKey ?? null),
    member('ReferencedEntityNavigationPropertyName', 'Edm.String', ({ lookup }) => lookup.collection ?? null),
    member('ReferencingEntity', 'Edm.String', ({ table }) => table.logicalName),
    member('ReferencingAttribute', 'Edm.String', ({ lookup }) => lookup.column),
    member('ReferencingEntityNavigationPropertyName', 'Edm.String', ({ lookup }) => lookup.name),
    member('IsCustomRelationship', 'Edm.Boolean', () => false),
    member('CascadeConfiguration', 'mscrm.CascadeConfiguration', ({ lookup }) => ({
      Delete: lookup.cascades ? 'Cascade' : 'RemoveLink',
    })),
  ],
  parts: [],
};

const associationType: DefinitionType<Association> = {
  name: 'ManyToManyRelationshipMetadata',
  members: [
    member('MetadataId', 'Edm.Guid', ({ relationship }) => metadataId('relationship', relationship)),
    member('SchemaName', 'Edm.String', ({ relationship }) => relationship),
    member('RelationshipType', 'mscrm.RelationshipType', () => 'ManyToManyRelationship'),
    member('IntersectEntityName', 'Edm.String', ({ intersect }) => intersect),
    member('Entity1LogicalName', 'Edm.String', ({ sides }) => sides[0].table),
    member('Entity1NavigationPropertyName', 'Edm.String', ({ sides }) => sides[0].collection),
    member('Entity1IntersectAttribute', 'Edm.String', ({ sides }) => tableNamed(sides[0].table)?.primaryKey ?? null),
    member('Entity2LogicalName', 'Edm.String', ({ sides }) => sides[1].table),
    member('Entity2NavigationPropertyName', 'Edm.String', ({ sides }) => sides[1].collection),
    member('Entity2IntersectAttribute', 'Edm.String', ({ sides }) => tableNamed(sides[1].table)?.primaryKey ?? null),
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
    member('TableType', 'Edm.String', () => 'Standard'),
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
      type: referenceType.name,
      of: (table) => table.lookups.filter(isRelationship).map((lookup) => defineReference({ table, lookup })),
    },
    {
      name: 'OneToManyRelationships',
      type: referenceType.name,
      of: ({ logicalName }) =>
        references()
          .filter(({ lookup }) => lookup.target === logicalName)
          .map(defineReference),
    },
    {
      name: 'ManyToManyRelationships',
      type: associationType.name,
      of: (table) =>
        collectionsOf(table).flatMap((collection) =>
          collection.kind === 'many-to-many' ? [define(collection.association, associationType)] : [],
        ),
    },
  ],
};

/** The types of what is told of tables, without those of attributes. */
export const tableTypes: readonly DefinitionType<never>[] = [tableType, keyType, referenceType, associationType];

/** The definitions of all tables. */
export function defineTables(): readonly Definition[] {
  return tables.map((table) => define(table, tableType));
}

function references(): readonly Reference[] {
  return tables.flatMap((table) => table.lookups.filter(isRelationship).map((lookup) => ({ table, lookup })));
}

function defineReference(reference: Reference): Definition {
  return define(reference, referenceType);
}

function isRelationship({ follows }: Lookup): boolean {
  return follows === undefined;
}
