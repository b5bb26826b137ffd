import { metadataId } from '../../model/metadata-id.ts';
import type { Association, Lookup, TableModel } from '../../model/table.ts';
import { associations, tableNamed, tables } from '../../model/tables.ts';
import { type Definition, type DefinitionType, define, member } from './definition-type.ts';

/** A lookup, seen from the table that has it. */
interface Reference {
  readonly table: TableModel;
  readonly lookup: Lookup;
}

/** What relationships of both kinds tell. */
interface Relationship {
  readonly relationship: string;
  readonly type: 'OneToManyRelationship' | 'ManyToManyRelationship';
}

const base: DefinitionType<Relationship> = {
  name: 'RelationshipMetadataBase',
  abstract: true,
  members: [
    member('MetadataId', 'Edm.Guid', ({ relationship }) => metadataId('relationship', relationship)),
    member('SchemaName', 'Edm.String', ({ relationship }) => relationship),
    member('RelationshipType', 'mscrm.RelationshipType', ({ type }) => type),
    member('IsCustomRelationship', 'Edm.Boolean', () => false),
  ],
  parts: [],
};

const reference: DefinitionType<Reference> = {
  name: 'OneToManyRelationshipMetadata',
  base: base.name,
  members: [
    member('ReferencedEntity', 'Edm.String', ({ lookup }) => lookup.target),
    member('ReferencedAttribute', 'Edm.String', ({ lookup }) => tableNamed(lookup.target)?.primaryKey ?? null),
    member('ReferencedEntityNavigationPropertyName', 'Edm.String', ({ lookup }) => lookup.collection ?? null),
    member('ReferencingEntity', 'Edm.String', ({ table }) => table.logicalName),
    member('ReferencingAttribute', 'Edm.String', ({ lookup }) => lookup.column),
    member('ReferencingEntityNavigationPropertyName', 'Edm.String', ({ lookup }) => lookup.name),
    member('CascadeConfiguration', 'mscrm.CascadeConfiguration', ({ lookup }) => ({
      Delete: lookup.cascades ? 'Cascade' : lookup.restrictsDelete ? 'Restrict' : 'RemoveLink',
    })),
  ],
  parts: [],
};

const association: DefinitionType<Association> = {
  name: 'ManyToManyRelationshipMetadata',
  base: base.name,
  members: [
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

/** What the two kinds of relationships are called. */
export const referenceType: string = reference.name;
export const associationType: string = association.name;

/** The types of relationships, their base first. */
export const relationshipTypes: readonly DefinitionType<never>[] = [base, reference, association];

/** The relationships of many to one that a table has. */
export function referencesOf(table: TableModel): readonly Reference[] {
  return table.lookups.flatMap((lookup) => (lookup.follows === undefined ? [{ table, lookup }] : []));
}

/** The definition of a relationship of one to many. */
export function defineReference({ table, lookup }: Reference): Definition {
  const { relationship } = lookup;
  return together({ relationship, type: 'OneToManyRelationship' }, define({ table, lookup }, reference));
}

/** The definition of a relationship of many to many. */
export function defineAssociation(one: Association): Definition {
  return together({ relationship: one.relationship, type: 'ManyToManyRelationship' }, define(one, association));
}

/** The definitions of all relationships. */
export function defineRelationships(): readonly Definition[] {
  return [...tables.flatMap(referencesOf).map(defineReference), ...associations.map(defineAssociation)];
}

function together(relationship: Relationship, own: Definition): Definition {
  return { ...own, members: [...define(relationship, base).members, ...own.members] };
}
