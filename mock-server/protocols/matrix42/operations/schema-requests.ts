import type { HttpResponse } from '../../../../core/http.ts';
import type { Json, JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { respondJson } from '../../../kernel/respond.ts';
import {
  allDefinitions,
  allObjectTypes,
  type Definition,
  findDefinition,
  type ObjectType,
} from '../model/definitions.ts';
import { findObject } from '../model/find-object.ts';
import { fragmentsOf, objectIdOf } from '../model/fragment-row.ts';
import { ownTypeOf } from '../model/own-type.ts';
import { callersUserId } from '../model/seed-rows.ts';
import { compileCondition } from '../read/asql-condition.ts';
import { jsonType } from '../refuse.ts';
import { parseWhere } from '../request/asql/parse-where.ts';
import type { FoundRoute } from '../request/routes.ts';

/** Numbers of attribute types, as clients read them. */
const typeCodes = { text: 0, guid: 1, integer: 2, date: 3, flag: 9 } as const;

/** GET /Schema/classes: every Data Definition by its name. */
export function listClasses(_call: Call): HttpResponse {
  return respondJson(200, jsonType, allDefinitions.map(classHead));
}

/** GET /Schema/classes/{ddName}: its attributes, ID not among them, its relations, and the types whose objects have such fragments. */
export function describeClass(_call: Call, definition: Definition): HttpResponse {
  const { name, attributes, relations = {}, links = {}, localizable = [], mandatory = [] } = definition;
  const Attributes = Object.entries(attributes).map(([attribute, type]): Json => {
    const { to, by } = relations[attribute] ?? {};
    return {
      InternalName: attribute,
      DisplayName: attribute,
      Datatype: typeCodes[type],
      Localizable: localizable.includes(attribute),
      // What has its usual value is left out.
      ...(mandatory.includes(attribute) ? {} : { AllowNull: true }),
      ...(to === undefined || by === undefined ? {} : { PickupClass: { InternalName: to } }),
    };
  });
  const named = Object.entries(relations).map(([relation, { to, by = 'ID' }]) =>
    relationOf(name, relation, to, 0, relation, by),
  );
  const Relations = [
    ...named,
    ...Object.entries(links).map(([relation, to]) => relationOf(name, relation, to, 1, 'ID', 'ID')),
  ];
  const UsedInTypes = allObjectTypes
    .filter(({ definitions, many = [] }) => [...definitions, ...many].includes(name))
    .map((type): Json => ({ InternalName: type.name, DisplayName: type.title }));
  return respondJson(200, jsonType, { ...classHead(definition), Attributes, Relations, UsedInTypes });
}

/** A relation as the schema has it: 0 is one to many, 1 many to many. */
function relationOf(from: string, name: string, to: string, kind: 0 | 1, left: string, right: string): Json {
  return {
    InternalName: name,
    RelationType: kind,
    ClassLeft: { InternalName: from },
    AttributeNameLeft: left,
    ClassRight: { InternalName: to },
    AttributeNameRight: right,
  };
}

/** What the schema says of a Data Definition in a list of them; lists to pick from are marked as such. */
function classHead({ name, attributes }: Definition): JsonObject {
  const pickup = attributes['DisplayString'] !== undefined;
  return { InternalName: name, DisplayName: name, ClassType: pickup ? 4 : 3, ...(pickup ? { IsPickup: true } : {}) };
}

/** GET /Schema/types: every Configuration Item, those of single fragments as well. */
export function listTypes(_call: Call): HttpResponse {
  const objects = allObjectTypes.map(
    ({ name, id, title, definitions, many = [] }): Json => ({
      Id: id,
      InternalName: name,
      DisplayName: title,
      MainClassName: definitions[0] ?? '',
      RelatedClasses: [...definitions, ...many],
    }),
  );
  const known = new Set(allObjectTypes.map(({ name }) => name));
  const fragments = allDefinitions.flatMap((definition): Json[] => {
    const { id, name, title } = ownTypeOf(definition);
    if (known.has(name)) return [];
    const MainClassName = definition.name;
    return [{ Id: id, InternalName: name, DisplayName: title, MainClassName, RelatedClasses: [MainClassName] }];
  });
  return respondJson(200, jsonType, [...objects, ...fragments]);
}

/** GET /Schema/types/{ciName}: the Data Definitions of its objects, and of which of them an object has any number (3). */
export function describeType(_call: Call, { name, id, title, definitions, many = [] }: ObjectType): HttpResponse {
  const related = [
    ...definitions.map((InternalName): Json => ({ InternalName, DisplayName: InternalName, ClassType: 3 })),
    ...many.map((InternalName): Json => ({ InternalName, DisplayName: InternalName, ClassType: 3, Cardinality: 3 })),
  ];
  return respondJson(200, jsonType, {
    Id: id,
    InternalName: name,
    DisplayName: title,
    MainClass: { InternalName: definitions[0] ?? '' },
    RelatedClasses: related,
  });
}

/** GET /Schema/customPrefix: what the names of a customer's own definitions begin with. */
export function tellPrefix(_call: Call): HttpResponse {
  return respondJson(200, jsonType, 'Ud_');
}

/** GET /data/objectTypeName/{id}: of which type an object is; empty where it is none, as the id of a fragment. */
export function nameTypeOfObject({ store }: Call, { id }: FoundRoute): HttpResponse {
  return respondJson(200, jsonType, findObject(store, id)?.type.name ?? '');
}

/** GET /Schema/evaluateParameterExpressionEntityClass: 200 with the verdict on a WHERE clause, right or wrong. */
export function checkExpression({ world }: Call, query: string | undefined): HttpResponse {
  const given = new Map([...new URLSearchParams(query)].map(([name, value]) => [name.toLowerCase(), value]));
  const fault = faultOf(given.get('entityclass') ?? '', given.get('expr') ?? '', world.edition);
  return respondJson(200, jsonType, { IsValid: fault === undefined, ErrorMessage: fault ?? null });
}

function faultOf(name: string, expression: string, edition: string): string | undefined {
  const definition = findDefinition(name, edition);
  if (!definition) return `Data Definition ${name} not found.`;
  const parsed = parseWhere(expression);
  if ('fault' in parsed)
    return `ExpressionParser: syntax error at ${parsed.fault.at}, expected ${parsed.fault.expected}.`;
  const test = compileCondition(definition, parsed.value, edition);
  return typeof test === 'string' ? test : undefined;
}

/** GET /userinfo: who the caller is, as the row of a user that is there from the start. */
export function whoAmI({ store, world }: Call): HttpResponse {
  const definition = findDefinition('SPSUserClassBase', world.edition);
  const row = definition && fragmentsOf(store, definition).get(callersUserId);
  const { FirstName = null, LastName = null, DisplayName = null } = row?.values ?? {};
  return respondJson(200, jsonType, {
    Id: callersUserId,
    ObjectID: row ? objectIdOf(row) : null,
    FirstName,
    LastName,
    DisplayString: DisplayName,
  });
}
