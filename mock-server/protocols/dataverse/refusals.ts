import type { TableModel } from './model/table.ts';
import { type Refusal, refuse } from './refusal.ts';

/*
 * The refusals of the Web API with their published codes and texts. Codes are weak evidence: documentation often
 * shows an empty one where the service sends the hexadecimal number.
 */

export function rowMissing(table: TableModel, id: string): Refusal {
  return refuse(404, '0x80040217', `${table.logicalName} With Id = ${id} Does Not Exist`);
}

export function keyMissing(table: TableModel): Refusal {
  return refuse(
    404,
    '0x80060891',
    `A record with the specified key values does not exist in ${table.logicalName} entity`,
  );
}

export function segmentMissing(segment: string): Refusal {
  return refuse(404, '0x80060888', `Resource not found for the segment '${segment}'.`);
}

export function methodRefused(method: string): Refusal {
  return refuse(405, '', `The requested resource does not support http method '${method}'.`);
}

export function badUrl(): Refusal {
  return refuse(400, '0x80060888', 'Bad Request - Error in query syntax.');
}

export function keyInvalid(table: TableModel): Refusal {
  const type = `Microsoft.Dynamics.CRM.${table.logicalName}`;
  return refuse(
    400,
    '0x80060888',
    `The key in the request URI is not valid for resource '${type}'. Ensure that the names and number of key properties match the declared or alternate key properties for the resource '${type}'.`,
  );
}

export function versionMismatch(): Refusal {
  return refuse(
    412,
    '0x80060882',
    "The version of the existing record doesn't match the RowVersion property provided.",
  );
}

export function rowExists(): Refusal {
  return refuse(412, '0x80040237', 'A record with matching key values already exists.');
}

export function keyViolated(key: string, columns: readonly string[]): Refusal {
  return refuse(
    412,
    '0x80060892',
    `Entity Key ${key} violated. A record with the same value for ${columns.join(', ')} already exists. A duplicate record cannot be created. Select one or more unique values and try again.`,
  );
}

export function urlTooLong(): Refusal {
  return refuse(400, '0x80060888', 'Invalid URI: The Uri string is too long.');
}

export function payloadInvalid(message: string): Refusal {
  return refuse(400, '0x80048d19', message);
}

export function propertyUnknown(table: TableModel, name: string): Refusal {
  return payloadInvalid(
    `Invalid property '${name}' was found in entity 'Microsoft.Dynamics.CRM.${table.logicalName}'. Invalid JSON without expected payload: The property '${name}' does not exist on type 'Microsoft.Dynamics.CRM.${table.logicalName}'.`,
  );
}

export function selectUnknown(table: TableModel, name: string): Refusal {
  return refuse(
    400,
    '0x80060888',
    `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${table.logicalName}'.`,
  );
}

/** A member that a type of definition does not have. */
export function memberUnknown(type: string, name: string): Refusal {
  return refuse(
    400,
    '0x80060888',
    `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${type}'.`,
  );
}

/** No definition has this name or MetadataId. */
export function definitionMissing(name: string): Refusal {
  return refuse(404, '0x80060888', `Could not find an entity with name or MetadataId '${name}'.`);
}

export function expandOptionRefused(): Refusal {
  return refuse(
    400,
    '0x80060888',
    'Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested one-to-many relationship.',
  );
}

/** Rows of a collection are named by the row that has it. */
export function notInCollection(name: string, id: string): Refusal {
  return refuse(404, '0x80040217', `'${id}' is not in the collection '${name}'.`);
}

export function nullRefused(name: string): Refusal {
  return refuse(
    400,
    '0x80040200',
    `The property '${name}' cannot be set to null, because the system requires a value.`,
  );
}

export function statusInvalid(status: string, state: number): Refusal {
  return refuse(400, '0x80048408', `${status} is not a valid status code for state code ${state}.`);
}

/** What is documented and not part of this server (OData §9.3.1); the caller marks the answer. */
export function notModelled(name: string): Refusal {
  return refuse(501, '0x80060888', `'${name}' is not implemented by this server.`);
}

/** A query option that this resource does not have (OData §11.2.1). */
export function optionUnknown(name: string): Refusal {
  return refuse(400, '0x80060888', `The query parameter '${name}' is not supported.`);
}

export function skipRefused(): Refusal {
  return refuse(400, '0x80060888', 'Skip Clause is not supported in CRM');
}

export function conditionInvalid(header: string): Refusal {
  return refuse(400, '0x80060888', `The value of the header ${header} is not an entity-tag.`);
}

/** A batch that cannot be read; the text is the one that callers with bare line feeds are shown. */
export function batchUnreadable(): Refusal {
  return refuse(400, '0x80048d19', 'Error identified in Payload provided by the user: Stream was not readable.');
}

export function batchInvalid(message: string): Refusal {
  return refuse(400, '0x80060888', message);
}

export function contentIdUnknown(id: string): Refusal {
  return refuse(400, '0x80060888', `Content-ID Reference: '$${id}' does not exist in the batch context.`);
}

export function deleteRestricted(): Refusal {
  return refuse(405, '0x80040227', 'The row cannot be deleted, because other rows are associated with it.');
}

export function concurrencyNotEnabled(table: TableModel): Refusal {
  return refuse(400, '0x8006088D', `Optimistic concurrency is not enabled for the table '${table.logicalName}'.`);
}

export function privilegeMissing(): Refusal {
  return refuse(403, '0x80040220', 'The user does not have the privilege that this write needs.');
}

export function versionUnsupported(version: string): Refusal {
  return refuse(400, '0x80060888', `The version '${version}' in OData-Version is not supported.`);
}

/** What the stage before the Web API says where a function is called by another method. */
export function functionMissing(url: string): Refusal {
  return refuse(404, '', `No HTTP resource was found that matches the request URI '${url}'.`);
}

export function duplicateFound(status: number): Refusal {
  return refuse(
    status,
    '0x80040333',
    'A record was not created or updated because a duplicate of the current record already exists.',
  );
}

export function tokenWanted(): Refusal {
  return refuse(
    401,
    '',
    "No bearer token that is known here: send 'Authorization: Bearer …'. 'conformance serve dataverse' takes any, unless --token says which; the server of a run takes those of its identities.",
  );
}
