import { decodeUtf8, type HttpRequest, headerLines, utf8 } from '../../../../core/http.ts';
import { isJsonObject, type JsonObject } from '../../../../core/json.ts';
import { parseMediaType } from '../../../../core/media-type.ts';
import { JsonSyntaxError, parseJson } from '../../../../core/parse-json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { answered } from '../../../kernel/bugs/when.ts';
import { type Definition, findDefinition } from '../model/definitions.ts';
import { type AttributeValues, type FragmentRow, fragmentsOf } from '../model/fragment-row.ts';
import { type FoundRoute, findRoute, type Operation } from '../request/routes.ts';
import { checkAttributes } from '../write/check-attributes.ts';

const requests =
  (operation: Operation): When =>
  ({ request }) =>
    operationOf(request) === operation;

/** What a request asks for; undefined: nothing that there is. */
export function operationOf(request: HttpRequest): Operation | undefined {
  const found = findRoute(request);
  return found.kind === 'found' ? found.operation : undefined;
}

/** The definition or object type that a request names, and which of its fragments or objects; "" where it names none. */
export function addressOf(request: HttpRequest): Pick<FoundRoute, 'name' | 'id'> {
  const found = findRoute(request);
  return found.kind === 'found' ? found : { name: '', id: '' };
}

/** PUT of a fragment. */
export const updates: When = requests('update-fragment');
/** GET of a single fragment. */
export const reads: When = requests('read-fragment');
/** POST of a fragment. */
export const creations: When = requests('create-fragment');
/** DELETE of a fragment. */
export const deletions: When = requests('delete-fragment');
/** PUT of an object. */
export const objectUpdates: When = requests('update-object');
/** POST of an object. */
export const objectCreations: When = requests('create-object');
/** GET of a single object. */
export const objectReads: When = requests('read-object');

/** Asks for all fragments of an object. */
export const full: When = ({ request }) => request.target.endsWith('full=true');
/** The definition of which an object has any number of fragments. */
export const journal = 'SPSActivityClassUnitOfWork';

/** PUT of a fragment that was carried out. */
export const doneUpdates: When = answered(updates, 204);

/** The JSON object a request carries. */
export function bodyOf({ body }: HttpRequest): JsonObject | undefined {
  try {
    const value = parseJson(decodeUtf8(body));
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

/** The same request with another body. */
export function withBody(request: HttpRequest, body: JsonObject): HttpRequest {
  return { ...request, body: utf8(stringifyJson(body)) };
}

/** The definition that a request to the Fragments service names. */
export function definitionOf({ request, world }: Exchange): Definition | undefined {
  return findDefinition(addressOf(request).name, world.edition);
}

/** What a PUT of a fragment is about: its definition, its row as the request found it, the attributes it names. */
export interface NamedUpdate {
  readonly definition: Definition;
  readonly body: JsonObject;
  /** Undefined: the ID names none. */
  readonly row: FragmentRow | undefined;
  readonly values: AttributeValues;
}

/** Reads the PUT of a fragment; undefined when it cannot be read. */
export function updateOf(exchange: Exchange): NamedUpdate | undefined {
  const definition = definitionOf(exchange);
  const body = bodyOf(exchange.request);
  if (!definition || !body) return undefined;
  const checked = checkAttributes(exchange, definition, body);
  const row = fragmentsOf(exchange.before, definition).get(String(body['ID']).toLowerCase());
  return { definition, body, row, values: 'values' in checked ? checked.values : {} };
}

/** A PUT that names a fragment that was there, with a TimeStamp that is not its own. */
export const staleUpdates: When = (exchange) => {
  if (!updates(exchange) || exchange.response.status !== 500) return false;
  const { row, body } = updateOf(exchange) ?? {};
  return row !== undefined && typeof body?.['TimeStamp'] === 'string' && body['TimeStamp'] !== row.timeStamp;
};

/** A PUT whose ID names no fragment. */
export const updatesOfNothing: When = (exchange) => {
  const update = updates(exchange) && exchange.response.status !== 204 ? updateOf(exchange) : undefined;
  return update !== undefined && update.row === undefined && typeof update.body['ID'] === 'string';
};

/** Does the Content-Type say in which charset? */
export function namesCharset({ headers }: HttpRequest): boolean {
  return parseMediaType(headerLines(headers, 'content-type')[0] ?? '')?.parameters['charset'] !== undefined;
}

/** A request to the Fragments service that names no known definition. */
export const namesNoDefinition: When = (exchange) =>
  exchange.response.status === 500 &&
  operationOf(exchange.request)?.includes('fragment') === true &&
  definitionOf(exchange) === undefined;
