import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import {
  type Definition,
  findDefinition,
  findObjectType,
  journalDefinitions,
  type ObjectType,
} from '../model/definitions.ts';
import { ticketObjectTypes } from '../model/ticket-definitions.ts';
import { notFound, serverError } from '../refuse.ts';
import { readBody } from '../request/read-body.ts';
import type { FoundRoute, Operation } from '../request/routes.ts';
import { closeTickets } from './close-tickets.ts';
import { createTicket } from './create-ticket.ts';
import { exchangeToken } from './exchange-token.ts';
import { createFragment, deleteFragment, readFragment, readFragmentWithSchema } from './fragment-requests.ts';
import { addJournalEntry, listJournal } from './journal-requests.ts';
import { listFragments } from './list-fragments.ts';
import { createObject, deleteObject, readObject } from './object-requests.ts';
import { changeRelation, listRelation } from './relations.ts';
import {
  checkExpression,
  describeClass,
  describeType,
  listClasses,
  listTypes,
  nameTypeOfObject,
  tellPrefix,
  whoAmI,
} from './schema-requests.ts';
import { updateFragment } from './update-fragment.ts';
import { updateObject } from './update-object.ts';

/** What answers an operation, and what it needs. */
interface OperationHandler {
  /** Undefined: every server has it. */
  readonly feature?: string;
  readonly takesBody?: boolean;
  handle(call: Call, found: FoundRoute): HttpResponse;
}

/** How each operation is answered. */
export const operations: Readonly<Record<Operation, OperationHandler>> = {
  'list-fragments': {
    ...ofFragments((call, definition, { query }) => listFragments(call, { definition, query, schemaInfo: false })),
    feature: 'lists',
  },
  'list-fragments-with-schema': {
    ...ofFragments((call, definition, { query }) => listFragments(call, { definition, query, schemaInfo: true })),
    feature: 'schema-info',
  },
  'read-fragment': ofFragments((call, definition, { id }) => readFragment(call, definition, id)),
  'read-fragment-with-schema': {
    ...ofFragments((call, definition, { id }) => readFragmentWithSchema(call, definition, id)),
    feature: 'schema-info',
  },
  'create-fragment': {
    feature: 'creation',
    ...withBody(ofFragments, (call, definition, body) => createFragment(call, definition, body)),
  },
  'update-fragment': withBody(ofFragments, (call, definition, body, { query }) => {
    if (call.request.target.replace(/\?.*/, '').endsWith('/')) call.world.cites('M42-UPD-008');
    if (query !== undefined) call.world.cites('M42-UPD-009');
    return updateFragment(call, definition, body);
  }),
  'delete-fragment': {
    feature: 'deletion',
    ...ofFragments((call, definition, { id }) => deleteFragment(call, definition, id)),
  },
  'read-object': ofObjects((call, type, { id, query }) => readObject(call, type, id, query)),
  'create-object': withBody(ofObjects, (call, type, body) => createObject(call, type, body)),
  'update-object': withBody(ofObjects, (call, type, body, { query }) => updateObject(call, type, body, query)),
  'delete-object': ofObjects((call, type, { id }) => deleteObject(call, type, id)),
  'list-relation': ofRelations((call, definition, found) => listRelation(call, definition, found, false)),
  'list-relation-with-schema': ofRelations((call, definition, found) => listRelation(call, definition, found, true)),
  'add-relation': ofRelations((call, definition, found) => changeRelation(call, definition, found, true)),
  'remove-relation': ofRelations((call, definition, found) => changeRelation(call, definition, found, false)),
  'exchange-token': { feature: 'tokens', handle: exchangeToken },
  'list-classes': { handle: listClasses },
  'describe-class': ofFragments(describeClass),
  'list-types': { handle: listTypes },
  'check-expression': { handle: (call, { query }) => checkExpression(call, query) },
  'describe-type': ofObjects(describeType),
  'name-type-of-object': { handle: nameTypeOfObject },
  'tell-prefix': { handle: tellPrefix },
  'who-am-i': { handle: whoAmI },
  'create-ticket': withBody(ofTickets, (call, _types, body, { query }) => createTicket(call, query, body)),
  'close-tickets': withBody(ofTickets, (call, types, body) => closeTickets(call, types.filter(isTicket), body)),
  'close-problems': withBody(ofTickets, (call, types, body) => closeTickets(call, types.filter(isProblem), body)),
  'add-journal-entry': withBody(ofTickets, (call, _types, body) => addJournalEntry(call, body)),
  'list-journal': ofTickets((call, _types, { query }) => listJournal(call, query)),
  beside: {
    handle: ({ world }, { name }) => {
      world.unmodelled('services beside the data');
      return notFound(world, `${name} is a service that this server does not have.`);
    },
  },
};

type OfFound<T> = (call: Call, subject: T, found: FoundRoute) => HttpResponse;
type OfBody<T> = (call: Call, subject: T, body: JsonObject, found: FoundRoute) => HttpResponse;

/** 500, not 404, for a definition that does not exist (M42-UPD-010, M42-GET-003). */
function ofFragments(handle: OfFound<Definition>): OperationHandler {
  return {
    handle: (call, found) => {
      const { request, world } = call;
      const definition = findDefinition(found.name, world.edition);
      const lacks = journalDefinitions.has(definition?.name ?? '') && !world.features.has('journals');
      if (definition && !lacks) return handle(call, definition, found);
      world.cites(request.method === 'PUT' ? 'M42-UPD-010' : 'M42-GET-003');
      return serverError(world, {
        name: 'DataDefinitionNotFound',
        message: `Data Definition ${found.name} not found.`,
      });
    },
  };
}

function ofRelations(handle: OfFound<Definition>): OperationHandler {
  return { ...ofFragments(handle), feature: 'relations' };
}

function ofObjects(handle: OfFound<ObjectType>): OperationHandler {
  return {
    feature: 'objects',
    handle: (call, found) => {
      const type = findObjectType(found.name);
      if (type) return handle(call, type, found);
      const message = `Configuration Item ${found.name} not found.`;
      return serverError(call.world, { name: 'ObjectTypeNotFound', message });
    },
  };
}

/** The services for tickets: where there are no objects there are none. */
function ofTickets(handle: OfFound<readonly ObjectType[]>): OperationHandler {
  return { feature: 'objects', handle: (call, found) => handle(call, ticketObjectTypes, found) };
}

function isProblem({ name }: ObjectType): boolean {
  return name === 'SPSActivityTypeProblem';
}

function isTicket(type: ObjectType): boolean {
  return !isProblem(type);
}

function withBody<T>(of: (handle: OfFound<T>) => OperationHandler, handle: OfBody<T>): OperationHandler {
  const inner = of((call, subject, found) => {
    const body = readBody(call.request, call.world);
    return isRefused(body) ? body.refused : handle(call, subject, body.object, found);
  });
  return { ...inner, takesBody: true };
}
