import type { Json } from '../../../../../core/json.ts';
import { metadataId } from '../../model/metadata-id.ts';
import { type Column, type ColumnType, lookupColumns, type Required, type TableModel } from '../../model/table.ts';
import { type Definition, type DefinitionType, define, label, managed, member } from './definition-type.ts';

/** A column, or the column of a lookup, as definitions tell of it. */
interface Attribute extends Pick<Column, 'name' | 'schemaName' | 'label' | 'required' | 'creatable' | 'writable'> {
  readonly table: TableModel;
  readonly type: ColumnType | LookupType;
}

interface LookupType {
  readonly kind: 'lookup';
  readonly targets: readonly string[];
}

type Kind = Attribute['type']['kind'];

const levels: Readonly<Record<Required, string>> = {
  none: 'None',
  application: 'ApplicationRequired',
  system: 'SystemRequired',
};

/** What a column of each kind is called. */
const codes: Readonly<Record<Kind, string>> = {
  text: 'String',
  integer: 'Integer',
  double: 'Double',
  money: 'Money',
  boolean: 'Boolean',
  choice: 'Picklist',
  state: 'State',
  status: 'Status',
  date: 'DateTime',
  'date-time': 'DateTime',
  guid: 'Uniqueidentifier',
  lookup: 'Lookup',
};

const codeOf = ({ type }: Attribute): string => (type.kind === 'text' && type.memo ? 'Memo' : codes[type.kind]);

const attribute: DefinitionType<Attribute> = {
  name: 'AttributeMetadata',
  abstract: true,
  members: [
    member('MetadataId', 'Edm.Guid', ({ table, name }) => metadataId(table.logicalName, name)),
    member('LogicalName', 'Edm.String', ({ name }) => name),
    member('SchemaName', 'Edm.String', ({ schemaName }) => schemaName),
    member('EntityLogicalName', 'Edm.String', ({ table }) => table.logicalName),
    member('AttributeType', 'mscrm.AttributeTypeCode', codeOf),
    member('AttributeTypeName', 'mscrm.AttributeTypeDisplayName', (one) => ({ Value: `${codeOf(one)}Type` })),
    member('AttributeOf', 'Edm.String', () => null),
    member('DisplayName', 'mscrm.Label', (one) => label(one.label)),
    member('RequiredLevel', 'mscrm.AttributeRequiredLevelManagedProperty', ({ required }) =>
      managed(levels[required], 'canmodifyrequirementlevelsettings'),
    ),
    member('IsPrimaryId', 'Edm.Boolean', ({ table, name }) => name === table.primaryKey),
    member('IsPrimaryName', 'Edm.Boolean', ({ table, name }) => name === table.primaryName),
    member('IsValidForCreate', 'Edm.Boolean', ({ creatable }) => creatable),
    member('IsValidForUpdate', 'Edm.Boolean', ({ writable }) => writable),
    member('IsValidForRead', 'Edm.Boolean', () => true),
    member('IsValidODataAttribute', 'Edm.Boolean', () => true),
    member('IsCustomAttribute', 'Edm.Boolean', ({ name }) => name.includes('sample_')),
    member('IsLogical', 'Edm.Boolean', () => false),
  ],
  parts: [],
};

/** What the types of attributes say beside. */
const typesByCode: Readonly<Record<string, Omit<DefinitionType<Attribute>, 'name' | 'base'>>> = {
  String: { members: [member('MaxLength', 'Edm.Int32', (one) => facet(one, 'maxLength'))], parts: [] },
  Memo: { members: [member('MaxLength', 'Edm.Int32', (one) => facet(one, 'maxLength'))], parts: [] },
  Integer: {
    members: [
      member('MinValue', 'Edm.Int32', (one) => facet(one, 'min')),
      member('MaxValue', 'Edm.Int32', (one) => facet(one, 'max')),
    ],
    parts: [],
  },
  Double: {
    members: [
      member('MinValue', 'Edm.Double', (one) => facet(one, 'min')),
      member('MaxValue', 'Edm.Double', (one) => facet(one, 'max')),
      member('Precision', 'Edm.Int32', (one) => facet(one, 'precision')),
    ],
    parts: [],
  },
  Money: { members: [member('Precision', 'Edm.Int32', (one) => facet(one, 'precision'))], parts: [] },
  Boolean: { members: [member('DefaultValue', 'Edm.Boolean', (one) => facet(one, 'initially'))], parts: [] },
  Picklist: withOptions(),
  State: withOptions(),
  Status: withOptions(),
  DateTime: {
    members: [
      member('Format', 'mscrm.DateTimeFormat', ({ type }) => (type.kind === 'date' ? 'DateOnly' : 'DateAndTime')),
    ],
    parts: [],
  },
  Lookup: {
    members: [member('Targets', 'Collection(Edm.String)', ({ type }) => (type.kind === 'lookup' ? type.targets : []))],
    parts: [],
  },
  UniqueIdentifier: { members: [], parts: [] },
};

const derived: readonly DefinitionType<Attribute>[] = Object.entries(typesByCode).map(([code, rest]) => ({
  name: `${code}AttributeMetadata`,
  base: attribute.name,
  ...rest,
}));

/** A list of values with what they are called. */
const optionSet: DefinitionType<Attribute> = {
  name: 'OptionSetMetadata',
  members: [
    member('MetadataId', 'Edm.Guid', ({ table, name }) => metadataId(table.logicalName, name, 'options')),
    member('Name', 'Edm.String', ({ table, name }) => `${table.logicalName}_${name}`),
    member('IsGlobal', 'Edm.Boolean', () => false),
    member('OptionSetType', 'mscrm.OptionSetType', codeOf),
    member('Options', 'Collection(mscrm.OptionMetadata)', (one) =>
      Object.entries(optionsOf(one)).map(([value, text]) => ({ Value: Number(value), Label: label(text) })),
    ),
  ],
  parts: [],
};

/** The types of attributes, their base first, and of what stands below them. */
export const attributeTypes: readonly DefinitionType<Attribute>[] = [attribute, ...derived, optionSet];

/** The columns of a table, those of lookups among them. */
export function defineAttributes(table: TableModel): readonly Definition[] {
  const lookups = lookupColumns(table).map(
    ({ column, ...lookup }): Attribute => ({
      ...lookup,
      table,
      name: column,
      label: lookup.schemaName,
      creatable: lookup.writable,
      type: {
        kind: 'lookup',
        targets: table.lookups.flatMap((other) => (other.column === column ? [other.target] : [])),
      },
    }),
  );
  return [...table.columns.map((column) => ({ ...column, table })), ...lookups].map(defineAttribute);
}

function defineAttribute(one: Attribute): Definition {
  const name = `${codeOf(one)}AttributeMetadata`.toLowerCase();
  return define(one, attribute, ...derived.filter((type) => type.name.toLowerCase() === name));
}

function withOptions(): Omit<DefinitionType<Attribute>, 'name' | 'base'> {
  return {
    members: [],
    parts: ['OptionSet', 'GlobalOptionSet'].map((name) => ({
      name,
      type: 'OptionSetMetadata',
      single: true,
      of: (one: Attribute) => (name === 'OptionSet' ? [define(one, optionSet)] : []),
    })),
  };
}

function optionsOf({ table, type }: Attribute): Readonly<Record<number, string>> {
  if (type.kind === 'choice') return type.options;
  if (type.kind === 'state') return Object.fromEntries(table.states.map(({ value, label: text }) => [value, text]));
  return type.kind === 'status' ? Object.assign({}, ...table.states.map(({ statuses }) => statuses)) : {};
}

function facet({ type }: Attribute, name: string): Json {
  return ((type as unknown as Readonly<Record<string, Json>>)[name] ?? null) as Json;
}
