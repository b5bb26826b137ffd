import type { Column, Table } from './table.ts';

/** An element of an XML document: its start, or its end. */
interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly kind: 'start' | 'end' | 'empty';
}

/** The tables of an OData $metadata document (CSDL XML): each entity set, with properties and navigation properties as columns. Alternate keys are not read. */
export function tablesOfCsdl(text: string): readonly Table[] {
  const types = new Map<string, { readonly base?: string; readonly columns: Column[] }>();
  const sets: { readonly set: string; readonly type: string }[] = [];
  let type: string | undefined;
  for (const { name, attributes, kind } of tagsOf(text)) {
    const { Name = '', Type = '' } = attributes;
    const own = type === undefined ? undefined : types.get(type);
    if (name === 'EntityType') {
      type = kind === 'start' ? Name : undefined;
      const base = attributes['BaseType'];
      if (kind !== 'end') types.set(Name, { ...(base === undefined ? {} : { base: lastName(base) }), columns: [] });
    } else if (name === 'EntitySet' && kind !== 'end')
      sets.push({ set: Name, type: lastName(attributes['EntityType'] ?? '') });
    else if (name === 'Property' && kind !== 'end') own?.columns.push(propertyOf(Name, Type));
    else if (name === 'NavigationProperty' && kind !== 'end') own?.columns.push(navigationOf(Name, Type));
  }
  const columnsOf = (name: string, seen: readonly string[] = []): readonly Column[] => {
    const found = types.get(name);
    if (found === undefined || seen.includes(name)) return [];
    return [...found.columns, ...(found.base === undefined ? [] : columnsOf(found.base, [...seen, name]))];
  };
  return sets.map(({ set, type: of }) => ({ kind: '', names: { set, table: of }, columns: columnsOf(of) }));
}

const known: Readonly<Record<string, string>> = {
  'Edm.String': 'text',
  'Edm.Int16': 'integer',
  'Edm.Int32': 'integer',
  'Edm.Int64': 'integer',
  'Edm.Double': 'number',
  'Edm.Decimal': 'number',
  'Edm.Boolean': 'boolean',
  'Edm.Guid': 'guid',
  'Edm.Date': 'date',
  'Edm.DateTimeOffset': 'date',
};

function propertyOf(name: string, type: string): Column {
  const told = /^_.+_value$/.test(name) ? 'reference value' : known[type];
  return { name, ...(told === undefined ? {} : { type: told }) };
}

function navigationOf(name: string, type: string): Column {
  const [, item] = /^Collection\((.*)\)$/.exec(type) ?? [];
  return { name, type: item === undefined ? 'reference' : 'collection', to: lastName(item ?? type) };
}

/** "account" of "mscrm.account". */
function lastName(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

/** The tags of an XML document; what stands between them says nothing here. */
function tagsOf(text: string): readonly Tag[] {
  const bare = text.replaceAll(/<!--[\s\S]*?-->/g, '');
  const found = bare.matchAll(/<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g);
  return [...found].map(([, end, name = '', attributes = '', empty]): Tag => {
    const pairs = [...attributes.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
    return {
      name,
      attributes: Object.fromEntries(pairs.map(([, key = '', double, single]) => [key, double ?? single ?? ''])),
      kind: end ? 'end' : empty ? 'empty' : 'start',
    };
  });
}
