import { type Json, type JsonObject, jsonObject } from '../../../../../core/json.ts';
import { checkFilter } from '../../../../kernel/odata/check-types.ts';
import { passesFilter } from '../../../../kernel/odata/evaluate.ts';
import type { Expression, Path } from '../../../../kernel/odata/expression.ts';
import type { ExpandItem } from '../../../../kernel/odata/parse-expand.ts';
import { type OdataType, toValue } from '../../../../kernel/odata/value.ts';
import { isRefused } from '../../../../kernel/refused.ts';
import type { Refusal } from '../../refusal.ts';
import { badUrl, memberUnknown } from '../../refusals.ts';
import { namesOf } from '../../request/parse-query.ts';
import { complexTypes, enumTypes } from './all-types.ts';
import type { Definition } from './definition-type.ts';

/** What to show of definitions. */
export interface DefinitionShape {
  readonly select: readonly string[] | undefined;
  readonly expand: readonly ExpandItem[];
}

/** A definition with the members that are selected, its MetadataId always, and the parts that are expanded. */
export function showDefinition(
  { type, members, parts }: Definition,
  { select, expand }: DefinitionShape,
  typed = false,
): JsonObject | Refusal {
  const unknown = select?.find((name) => !members.some((member) => member.name === name));
  if (unknown !== undefined) return memberUnknown(type, unknown);
  const own = members.filter(({ name }) => name === 'MetadataId' || (select?.includes(name) ?? true));
  const shown: (readonly [string, Json])[] = [];
  for (const item of expand) {
    const part = parts.find(({ name }) => name === item.name);
    if (!part) return memberUnknown(type, item.name);
    if (item.orderBy || item.top !== undefined) return badUrl();
    const below = filterDefinitions(part.of(), item.filter);
    if (isRefused(below)) return below;
    const all = showAll(below, { select: namesOf(item.select), expand: item.expand }, part.name === 'Attributes');
    if (isRefused(all)) return all;
    shown.push([part.name, part.single ? (all[0] ?? null) : all]);
  }
  return jsonObject([
    ...(typed ? [['@odata.type', `#Microsoft.Dynamics.CRM.${type}`] as const] : []),
    ...own.map(({ name, value }) => [name, value] as const),
    ...shown,
  ]);
}

/** All of these. `typed`: each says of which type it is. */
export function showAll(
  definitions: readonly Definition[],
  shape: DefinitionShape,
  typed: boolean,
): readonly JsonObject[] | Refusal {
  const shown: JsonObject[] = [];
  for (const definition of definitions) {
    const one = showDefinition(definition, shape, typed);
    if (isRefused(one)) return one;
    shown.push(one);
  }
  return shown;
}

/** The definitions that a $filter lets pass. It may name members of simple types, and the simple members of others. */
export function filterDefinitions(
  definitions: readonly Definition[],
  filter: Expression | undefined,
): readonly Definition[] | Refusal {
  const [first] = definitions;
  if (!filter || !first) return definitions;
  const fault = checkFilter(filter, (path) => typeOf(first, path));
  if (fault) return fault.reason === 'unknown-path' ? memberUnknown(first.type, fault.path.names.join('/')) : badUrl();
  return definitions.filter((definition) =>
    passesFilter(filter, {
      read: (path) => toValue(valueAt(definition, path), typeOf(definition, path) ?? 'null'),
      caseless: true,
    }),
  );
}

const simple: Readonly<Record<string, OdataType>> = {
  'Edm.Guid': 'guid',
  'Edm.String': 'text',
  'Edm.Boolean': 'boolean',
  'Edm.Int32': 'number',
  'Edm.Double': 'number',
};

function typeOf({ members }: Definition, { names: [first, second, ...more] }: Path): OdataType | undefined {
  const type = members.find(({ name }) => name === first)?.type;
  if (type === undefined || more.length > 0) return undefined;
  if (second === undefined) return simpleType(type);
  const whole = complexTypes.find(({ name }) => `mscrm.${name}` === type);
  const [, below] = whole?.members.find(([name]) => name === second) ?? [];
  return below === undefined ? undefined : simpleType(below);
}

function simpleType(type: string): OdataType | undefined {
  return simple[type] ?? (enumTypes.some(({ name }) => `mscrm.${name}` === type) ? 'text' : undefined);
}

function valueAt({ members }: Definition, { names }: Path): Json | undefined {
  const [first, second] = names;
  const value = members.find(({ name }) => name === first)?.value;
  return second === undefined ? value : (value as JsonObject | undefined)?.[second];
}
