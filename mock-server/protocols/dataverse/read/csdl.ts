import { edmTypes } from '../model/edm-types.ts';
import { collectionsOf } from '../model/navigation.ts';
import { type AlternateKey, lookupColumns, lookupValueName, type TableModel } from '../model/table.ts';
import { tableNamed, tables } from '../model/tables.ts';
import { complexTypes, definitionTypes, enumTypes } from './definitions/all-types.ts';

/** How the metadata document is written. */
export interface CsdlOptions {
  /** The alternate keys that are shown of a table. */
  readonly keysOf: (table: TableModel) => readonly AlternateKey[];
  /** The path of an annotation, as attribute or element. */
  readonly path: (name: string) => string;
  /** The bound actions of every table that there are. */
  readonly actions: readonly string[];
}

const keysTerm = 'OData.Community.Keys.V1';

/** The metadata document (CSDL): all types, and one entity set for each table. */
export function writeCsdl(options: CsdlOptions): string {
  const bases = [...new Map(tables.flatMap(({ base }) => (base ? [[base.name, base] as const] : []))).values()];
  const types = [
    element('EntityType', { Name: baseType, Abstract: 'true' }),
    ...bases.map(({ name, key }) =>
      element('EntityType', { Name: name, BaseType: `mscrm.${baseType}` }, [
        keyRef(key),
        property(key, 'Edm.Guid', false),
      ]),
    ),
    ...tables.map((table) => entityType(table, options)),
    ...definitionCsdl(),
    ...operations(options.actions),
  ];
  const sets = [
    ...tables.map(entitySet),
    element('EntitySet', { Name: 'EntityDefinitions', EntityType: 'mscrm.EntityMetadata' }),
    element('EntitySet', { Name: 'RelationshipDefinitions', EntityType: 'mscrm.RelationshipMetadataBase' }),
    element('EntitySet', { Name: 'GlobalOptionSetDefinitions', EntityType: 'mscrm.OptionSetMetadata' }),
    element('FunctionImport', { Name: 'WhoAmI', Function: 'mscrm.WhoAmI' }),
  ];
  const schema = element(
    'Schema',
    { Namespace: 'Microsoft.Dynamics.CRM', Alias: 'mscrm', xmlns: 'http://docs.oasis-open.org/odata/ns/edm' },
    [...types, element('EntityContainer', { Name: 'System' }, sets)],
  );
  const reference = element('edmx:Reference', { Uri: `http://vocabularies.odata.org/${keysTerm}.xml` }, [
    element('edmx:Include', { Namespace: keysTerm, Alias: 'Keys' }),
    element('edmx:IncludeAnnotations', { TermNamespace: keysTerm }),
  ]);
  const document = element('edmx:Edmx', { Version: '4.0', 'xmlns:edmx': 'http://docs.oasis-open.org/odata/ns/edmx' }, [
    reference,
    element('edmx:DataServices', {}, [schema]),
  ]);
  return `<?xml version="1.0" encoding="utf-8"?>${document}`;
}

const baseType = 'crmbaseentity';

function entityType(table: TableModel, { keysOf, path }: CsdlOptions): string {
  const { logicalName, primaryKey, base, columns } = table;
  const own = columns.map(({ name, type }) =>
    property(
      name,
      edmTypes[type.kind],
      !(name === primaryKey && !base),
      type.kind === 'text' ? { MaxLength: String(type.maxLength) } : {},
    ),
  );
  const values = lookupColumns(table).map((lookup) => property(lookupValueName(lookup), 'Edm.Guid', true));
  return element('EntityType', { Name: logicalName, BaseType: `mscrm.${base?.name ?? baseType}` }, [
    ...(base ? [] : [keyRef(primaryKey)]),
    ...own,
    ...values,
    ...singleValued(table),
    ...collectionValued(table),
    ...alternateKeys(keysOf(table), path),
  ]);
}

function singleValued(table: TableModel): string[] {
  return table.lookups.flatMap((lookup) => {
    const target = lookup.follows === undefined ? tableNamed(lookup.target) : undefined;
    if (!target) return [];
    const key = target.base?.key ?? target.primaryKey;
    const partner = lookup.collection === undefined ? {} : { Partner: lookup.collection };
    return [
      element(
        'NavigationProperty',
        { Name: lookup.name, Type: `mscrm.${target.logicalName}`, Nullable: 'true', ...partner },
        [element('ReferentialConstraint', { Property: lookupValueName(lookup), ReferencedProperty: key })],
      ),
    ];
  });
}

function collectionValued(table: TableModel): string[] {
  return collectionsOf(table).map((collection) => {
    const partner =
      collection.kind === 'one-to-many'
        ? collection.lookup.name
        : collection.association.sides[collection.side === 0 ? 1 : 0].collection;
    const type = `Collection(mscrm.${collection.table.logicalName})`;
    return element('NavigationProperty', { Name: collection.name, Type: type, Partner: partner });
  });
}

function alternateKeys(keys: readonly AlternateKey[], path: CsdlOptions['path']): string[] {
  if (keys.length === 0) return [];
  const records = keys.map(({ columns }) => {
    const parts = columns.map((name) =>
      element('Record', { Type: `${keysTerm}.PropertyRef` }, [
        element('PropertyValue', { Property: 'Alias', String: name }),
        path(name),
      ]),
    );
    return element('Record', { Type: `${keysTerm}.AlternateKey` }, [
      element('PropertyValue', { Property: 'Key' }, [element('Collection', {}, parts)]),
    ]);
  });
  return [element('Annotation', { Term: `${keysTerm}.AlternateKeys` }, [element('Collection', {}, records)])];
}

function entitySet(table: TableModel): string {
  const bindings = [
    ...table.lookups.flatMap(({ name, target, follows }) =>
      follows === undefined ? [[name, tableNamed(target)?.setName ?? ''] as const] : [],
    ),
    ...collectionsOf(table).map(({ name, table: other }) => [name, other.setName] as const),
  ].map(([path, set]) => element('NavigationPropertyBinding', { Path: path, Target: set }));
  return element('EntitySet', { Name: table.setName, EntityType: `mscrm.${table.logicalName}` }, bindings);
}

/** The types in which definitions of tables are told. */
function definitionCsdl(): string[] {
  return [
    ...enumTypes.map(({ name, members }) =>
      element(
        'EnumType',
        { Name: name },
        members.map((member) => element('Member', { Name: member })),
      ),
    ),
    ...complexTypes.map(({ name, members }) =>
      element(
        'ComplexType',
        { Name: name },
        members.map(([member, type]) => property(member, type, true)),
      ),
    ),
    ...definitionTypes.map(({ name, base, abstract, members, parts }) =>
      element(
        'EntityType',
        { Name: name, BaseType: `mscrm.${base ?? baseType}`, ...(abstract ? { Abstract: 'true' } : {}) },
        [
          ...(members.some(({ name: member }) => member === 'MetadataId') ? [keyRef('MetadataId')] : []),
          ...members.map(({ name: member, type }) => property(member, type, member !== 'MetadataId')),
          ...parts.map((part) =>
            element('NavigationProperty', {
              Name: part.name,
              Type: part.single ? `mscrm.${part.type}` : `Collection(mscrm.${part.type})`,
              ContainsTarget: 'true',
            }),
          ),
        ],
      ),
    ),
  ];
}

/** What an action tells, where it tells anything. */
const responses: Readonly<Record<string, string>> = { CreateMultiple: 'CreateMultipleResponse' };

/** The functions and actions that there are. */
function operations(actions: readonly string[]): string[] {
  return [
    element('ComplexType', { Name: 'WhoAmIResponse' }, [
      property('BusinessUnitId', 'Edm.Guid', false),
      property('UserId', 'Edm.Guid', false),
      property('OrganizationId', 'Edm.Guid', false),
    ]),
    element('Function', { Name: 'WhoAmI' }, [
      element('ReturnType', { Type: 'mscrm.WhoAmIResponse', Nullable: 'false' }),
    ]),
    ...(actions.includes('CreateMultiple')
      ? [element('ComplexType', { Name: 'CreateMultipleResponse' }, [property('Ids', 'Collection(Edm.Guid)', false)])]
      : []),
    ...tables.flatMap(({ logicalName }) =>
      actions.map((name) => {
        const response = responses[name];
        const rows = { Type: `Collection(mscrm.${logicalName})`, Nullable: 'false' };
        return element('Action', { Name: name, IsBound: 'true' }, [
          element('Parameter', { Name: 'entityset', ...rows }),
          element('Parameter', { Name: 'Targets', ...rows }),
          ...(response === undefined ? [] : [element('ReturnType', { Type: `mscrm.${response}`, Nullable: 'false' })]),
        ]);
      }),
    ),
  ];
}

function keyRef(name: string): string {
  return element('Key', {}, [element('PropertyRef', { Name: name })]);
}

function property(
  name: string,
  type: string,
  nullable: boolean,
  facets: Readonly<Record<string, string>> = {},
): string {
  return element('Property', { Name: name, Type: type, ...(nullable ? {} : { Nullable: 'false' }), ...facets });
}

/** Names and numbers only: nothing in it needs an escape. */
function element(name: string, attributes: Readonly<Record<string, string>>, children: readonly string[] = []): string {
  const start = [name, ...Object.entries(attributes).map(([attribute, value]) => `${attribute}="${value}"`)].join(' ');
  return children.length === 0 ? `<${start}/>` : `<${start}>${children.join('')}</${name}>`;
}
