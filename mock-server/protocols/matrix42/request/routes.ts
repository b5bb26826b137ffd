import { type HttpRequest, splitTarget } from '../../../../core/http.ts';
import { createRouter, decodeSegment, type Route, type Router } from '../../../kernel/router.ts';

/** What a request asks for. */
export type Operation =
  | 'list-fragments'
  | 'list-fragments-with-schema'
  | 'create-fragment'
  | 'update-fragment'
  | 'read-fragment'
  | 'read-fragment-with-schema'
  | 'delete-fragment'
  | 'list-relation'
  | 'list-relation-with-schema'
  | 'add-relation'
  | 'remove-relation'
  | 'create-object'
  | 'update-object'
  | 'read-object'
  | 'delete-object'
  | 'exchange-token'
  | 'list-classes'
  | 'describe-class'
  | 'list-types'
  | 'check-expression'
  | 'describe-type'
  | 'name-type-of-object'
  | 'tell-prefix'
  | 'who-am-i'
  | 'create-ticket'
  | 'close-tickets'
  | 'close-problems'
  | 'add-journal-entry'
  | 'list-journal'
  | 'beside';

/** A route, and the query options that the documents and public clients give it. */
interface DocumentedRoute {
  readonly method: string;
  /** Below /m42Services/api. */
  readonly path: string;
  readonly operation: Operation;
  readonly options?: readonly string[];
}

const listOptions = ['where', 'columns', 'pagesize', 'pagenumber', 'sort', 'includelocalizations'];

/** Services that public clients call beside the data services, and that this server does not have, or not all of. */
const servicesBeside = [
  ...['ticket', 'problem', 'incident', 'change', 'activity', 'journal'],
  ...['commonStorage', 'DataQuery', 'SchemaMetaData', 'KBArticle'],
];

/** Every route that there is. @internal */
export const routes: readonly DocumentedRoute[] = [
  { method: 'GET', path: '/data/fragments/{name}', operation: 'list-fragments', options: listOptions },
  {
    method: 'GET',
    path: '/data/fragments/{name}/schema-info',
    operation: 'list-fragments-with-schema',
    options: listOptions,
  },
  { method: 'POST', path: '/data/fragments/{name}', operation: 'create-fragment' },
  { method: 'PUT', path: '/data/fragments/{name}', operation: 'update-fragment', options: ['full'] },
  { method: 'GET', path: '/data/fragments/{name}/{id}', operation: 'read-fragment' },
  { method: 'GET', path: '/data/fragments/{name}/{id}/schema-info', operation: 'read-fragment-with-schema' },
  { method: 'DELETE', path: '/data/fragments/{name}/{id}', operation: 'delete-fragment' },
  { method: 'GET', path: '/data/fragments/{name}/{id}/{relation}', operation: 'list-relation', options: listOptions },
  {
    method: 'GET',
    path: '/data/fragments/{name}/{id}/{relation}/schema-info',
    operation: 'list-relation-with-schema',
    options: listOptions,
  },
  { method: 'POST', path: '/data/fragments/{name}/{id}/{relation}/{other}', operation: 'add-relation' },
  { method: 'DELETE', path: '/data/fragments/{name}/{id}/{relation}/{other}', operation: 'remove-relation' },
  { method: 'POST', path: '/data/objects/{name}', operation: 'create-object' },
  { method: 'PUT', path: '/data/objects/{name}', operation: 'update-object', options: ['full'] },
  { method: 'GET', path: '/data/objects/{name}/{id}', operation: 'read-object', options: ['full'] },
  { method: 'DELETE', path: '/data/objects/{name}/{id}', operation: 'delete-object' },
  { method: 'POST', path: '/ApiToken/GenerateAccessTokenFromApiToken', operation: 'exchange-token' },
  { method: 'GET', path: '/Schema/classes', operation: 'list-classes' },
  { method: 'GET', path: '/Schema/classes/{name}', operation: 'describe-class' },
  { method: 'GET', path: '/Schema/types', operation: 'list-types' },
  {
    method: 'GET',
    path: '/Schema/evaluateParameterExpressionEntityClass',
    operation: 'check-expression',
    options: ['entityClass', 'expr'],
  },
  { method: 'GET', path: '/Schema/types/{name}', operation: 'describe-type' },
  { method: 'GET', path: '/Schema/customPrefix', operation: 'tell-prefix' },
  { method: 'GET', path: '/data/objectTypeName/{id}', operation: 'name-type-of-object' },
  { method: 'GET', path: '/userinfo', operation: 'who-am-i' },
  { method: 'POST', path: '/ticket/create', operation: 'create-ticket', options: ['activityType'] },
  { method: 'POST', path: '/ticket/close', operation: 'close-tickets' },
  { method: 'POST', path: '/problem/close', operation: 'close-problems' },
  { method: 'POST', path: '/journal/add', operation: 'add-journal-entry' },
  {
    method: 'GET',
    path: '/journal',
    operation: 'list-journal',
    options: ['objectId', 'start', 'count', 'objectLinkTemplate', 'timeOffset'],
  },
  ...['GET', 'POST', 'PUT'].flatMap((method) =>
    servicesBeside.map((first): DocumentedRoute => ({ method, path: `/${first}/{name*}`, operation: 'beside' })),
  ),
];

/** What a request names; texts as they were sent, decoded. */
export interface FoundRoute {
  readonly kind: 'found';
  readonly operation: Operation;
  /** Of a Data Definition, a Configuration Item, or whatever else the route is about. */
  readonly name: string;
  readonly id: string;
  readonly relation: string;
  readonly other: string;
  /** Raw. */
  readonly query: string | undefined;
}

const find: Router<Operation> = createRouter(
  routes.map(
    ({ method, path, operation }): Route<Operation> => ({
      method,
      template: `/m42Services/api${path}`,
      handler: operation,
    }),
  ),
  { anyCase: true },
);

/** Finds the route of a request, in any letter case; one slash at the end means nothing (M42-UPD-008). */
export function findRoute({
  method,
  target,
}: Pick<HttpRequest, 'method' | 'target'>):
  | FoundRoute
  | Exclude<ReturnType<Router<Operation>>, { readonly kind: 'found' }> {
  const { path, query } = splitTarget(target);
  const match = find(method, path.replace(/(?<=[^/])\/$/, ''));
  if (match.kind !== 'found') return match;
  const [name, id, relation, other] = ['name', 'id', 'relation', 'other'].map((parameter) =>
    decodeSegment(match.params[parameter] ?? ''),
  );
  const unreadable = name === undefined || id === undefined || relation === undefined || other === undefined;
  if (unreadable || Object.values(match.params).includes('')) return { kind: 'not-found' };
  return { kind: 'found', operation: match.handler, name, id, relation, other, query };
}
