import type { HttpResponse } from '../../../../core/http.ts';
import type { Json } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { respondJson } from '../../../kernel/respond.ts';
import { allDefinitions, allObjectTypes, type Definition, findDefinition } from '../model/definitions.ts';
import { ownTypeOf } from '../model/own-type.ts';
import { compileCondition } from '../read/asql-condition.ts';
import { jsonType } from '../refuse.ts';
import { parseWhere } from '../request/asql/parse-where.ts';

/** Numbers of attribute types, as clients read them. */
const typeCodes = { text: 0, guid: 1, integer: 2, date: 3, flag: 9 } as const;

/** GET /Schema/classes: every Data Definition by its name. */
export function listClasses(_call: Call): HttpResponse {
  return respondJson(
    200,
    jsonType,
    allDefinitions.map(({ name }) => ({ InternalName: name, DisplayName: name })),
  );
}

/** GET /Schema/classes/{ddName}: its attributes; ID is not among them. */
export function describeClass(
  _call: Call,
  { name, attributes, relations = {}, localizable = [] }: Definition,
): HttpResponse {
  const Attributes = Object.entries(attributes).map(
    ([attribute, type]): Json => ({
      InternalName: attribute,
      DisplayName: attribute,
      Type: typeCodes[type],
      Localizable: localizable.includes(attribute),
      RelatedClassName: relations[attribute]?.to ?? null,
    }),
  );
  return respondJson(200, jsonType, { InternalName: name, DisplayName: name, Attributes });
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
  const fragments = allDefinitions.map((definition): Json => {
    const { id, name, title } = ownTypeOf(definition);
    return {
      Id: id,
      InternalName: name,
      DisplayName: title,
      MainClassName: definition.name,
      RelatedClasses: [definition.name],
    };
  });
  return respondJson(200, jsonType, [...objects, ...fragments]);
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

/** GET /userinfo: who the caller is. */
export function whoAmI({ world }: Call): HttpResponse {
  const caller = {
    FragmentId: '5eed0000-0001-4000-8000-000000000001',
    DisplayName: 'Brandt, Ada',
    UserName: 'EXAMPLE\\abrandt',
  };
  return respondJson(200, jsonType, { ...caller, Identity: world.principal?.id ?? '' });
}
