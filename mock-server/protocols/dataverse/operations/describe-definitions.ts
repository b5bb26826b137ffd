import type { HttpResponse } from '../../../../core/http.ts';
import { jsonObject } from '../../../../core/json.ts';
import type { RuleId } from '../../../../core/rule.ts';
import { parseFilter } from '../../../kernel/odata/parse-filter.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { Definition } from '../read/definitions/definition-type.ts';
import { defineRelationships } from '../read/definitions/relationship-definitions.ts';
import { filterDefinitions, showAll, showDefinition } from '../read/definitions/show-definition.ts';
import { defineTables } from '../read/definitions/table-definitions.ts';
import type { Refusal } from '../refusal.ts';
import { badUrl, definitionMissing, segmentMissing } from '../refusals.ts';
import { type KeyPredicate, parseKey } from '../request/parse-key.ts';
import type { DefinitionRoot, Resource } from '../request/parse-route.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { respondData } from '../respond.ts';
import { tablesDefined } from '../seams.ts';
import { serviceUrl } from '../service-url.ts';

/** What an address among the definitions names: some of them, or one. */
interface Found {
  readonly definitions: readonly Definition[];
  readonly single: boolean;
  /** Each says of which type it is, unless the address does. */
  readonly typed: boolean;
}

/** What definitions there are, below each of their roots. */
const defined: Readonly<Record<DefinitionRoot, () => Omit<Found, 'single'>>> = {
  EntityDefinitions: () => ({ definitions: defineTables(), typed: false }),
  RelationshipDefinitions: () => ({ definitions: defineRelationships(), typed: true }),
  // Every choice of this organisation belongs to its column.
  GlobalOptionSetDefinitions: () => ({ definitions: [], typed: true }),
};

/**
 * GET on EntityDefinitions, RelationshipDefinitions and GlobalOptionSetDefinitions and below: the definitions of tables, of their
 * columns, keys and relationships.
 */
export function describeDefinitions(
  call: WebApiCall,
  { root, segments }: Resource & { readonly kind: 'definitions' },
): HttpResponse | Refusal {
  const { query, world } = call;
  const all = defined[root]();
  const definitions = root === 'EntityDefinitions' ? world.through(tablesDefined, all.definitions) : all.definitions;
  const found = findDefinitions({ ...all, definitions, single: false }, segments);
  if (isRefused(found)) return found;
  const filter = query.filter === undefined ? undefined : parseFilter(query.filter, [], true);
  if (filter?.ok === false) return badUrl();
  const passing = filterDefinitions(found.definitions, filter?.value);
  if (isRefused(passing)) return passing;
  const [first] = passing;
  world.cites(ruleOf(segments));
  const list = query.select === undefined ? '' : `(${query.select.join(',')})`;
  const context = ['@odata.context', `${serviceUrl(world)}/$metadata#${segments.join('/')}${list}`] as const;
  if (!found.single) {
    const value = showAll(passing, query, found.typed);
    return isRefused(value) ? value : respondData(world, 200, jsonObject([context, ['value', value]]));
  }
  const shown = first ? showDefinition(first, query, found.typed) : definitionMissing(segments.at(-1) ?? '');
  if (isRefused(shown)) return shown;
  return respondData(world, 200, jsonObject([[context[0], `${context[1]}/$entity`], ...Object.entries(shown)]));
}

/** Which rule speaks of such an address. */
function ruleOf([first = '', second]: readonly string[]): RuleId {
  if (!first.startsWith('EntityDefinitions')) return 'DV-MSC-015';
  if (second !== undefined && /Relationships/.test(second)) return 'DV-MSC-012';
  if (second !== undefined && /^Attributes/.test(second)) return 'DV-MSC-010';
  if (!first.includes('(')) return 'DV-MSC-008';
  return first.includes('LogicalName') ? 'DV-MSC-005' : 'DV-MSC-009';
}

function findDefinitions(all: Found, [first = '', ...more]: readonly string[]): Found | Refusal {
  let found = select(all, first);
  for (const segment of more) {
    if (isRefused(found)) return found;
    const [, cast] = /^Microsoft\.Dynamics\.CRM\.(\w+)$/.exec(segment) ?? [];
    found = cast === undefined ? step(found, segment) : castTo(found, cast);
  }
  return found;
}

/** Follows a part of a definition. */
function step(from: Found, segment: string): Found | Refusal {
  const [definition] = from.definitions;
  const [, name = segment] = /^([^(]*)\(/.exec(segment) ?? [];
  const part = from.single ? definition?.parts.find((one) => one.name === name) : undefined;
  if (!part) return segmentMissing(name);
  return select({ definitions: part.of(), single: part.single, typed: name === 'Attributes' }, segment);
}

/** The one of these that a segment names by a key, or all. */
function select(from: Found, segment: string): Found | Refusal {
  const [, predicate] = /^[^(]*\((.*)\)$/s.exec(segment) ?? [];
  if (predicate === undefined) return from;
  const key = parseKey(predicate);
  const [name, value] = key ? keyOf(key) : [];
  if (name === undefined) return badUrl();
  const definitions = from.definitions.filter(({ members }) =>
    members.some((member) => member.name === name && member.value === value),
  );
  return definitions.length === 0 ? definitionMissing(String(value)) : { ...from, definitions, single: true };
}

function keyOf(key: KeyPredicate): [name: string, value: unknown] | [] {
  if (key.kind === 'bare') return key.literal.kind === 'guid' ? ['MetadataId', key.literal.value] : [];
  const [part, ...others] = key.parts;
  if (!part || others.length > 0 || !/^(LogicalName|SchemaName|Name|MetadataId)$/.test(part[0])) return [];
  return [part[0], part[1].value];
}

function castTo(from: Found, type: string): Found | Refusal {
  const definitions = from.definitions.filter((definition) => definition.type === type);
  if (!/(?:Attribute|Relationship|OptionSet)Metadata$/.test(type))
    return segmentMissing(`Microsoft.Dynamics.CRM.${type}`);
  return { ...from, definitions, typed: false };
}
