import { headerValue } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { findCollection } from '../model/navigation.ts';
import type { TableModel } from '../model/table.ts';
import { knownFunction } from '../read/query-functions.ts';
import type { Refusal } from '../refusal.ts';
import { notModelled, optionUnknown, skipRefused } from '../refusals.ts';
import { readPreferences } from './parse-preferences.ts';
import type { Resource } from './parse-route.ts';
import type { WebApiCall } from './web-api-call.ts';

/*
 * Do it or refuse it: every option that the documents show is done, or refused and marked; none is passed over in silence.
 * spec/dataverse/options.yaml lists them with their sources, and a test walks the list.
 */

/** The options that a method of a resource has. */
const done: Readonly<Record<string, readonly string[]>> = {
  'GET metadata': ['annotations'],
  'GET definitions': ['$select', '$expand', '$filter'],
  'GET set': ['$select', '$expand', '$filter', '$orderby', '$top', '$count', '$skiptoken'],
  'GET count': ['$filter'],
  'POST set': ['$select', '$expand'],
  'GET row': ['$select', '$expand'],
  // $expand has no effect on a PATCH, nor has any option on a DELETE.
  'PATCH row': ['$select', '$expand'],
  'DELETE row': ['$select', '$expand', '$filter'],
  // A navigation property is the row it leads to.
  'GET property': ['$select', '$expand'],
  'GET member': ['$select', '$expand'],
  'GET related-count': ['$filter'],
  'GET references': ['$filter', '$orderby', '$top'],
  'DELETE references': ['$id'],
};

/** What is documented beside them, in lower case. */
const documented: readonly string[] = [
  '$apply',
  'fetchxml',
  'savedquery',
  'userquery',
  '$deltatoken',
  'partitionid',
  '$search',
  // No page of the documents here shows it, but the service takes it: passed over, it would be a list of everything.
  'sql',
];

/** Calls of the functions that only Dataverse has, outside of quoted texts. */
const calls = /\bMicrosoft\.Dynamics\.CRM\.\w+(?=\s*\()/g;

/** Refuses the options that this resource does not have; marks those that are documented and not part of this server. */
export function checkOptions({ request, resource, query, world }: WebApiCall): Refusal | undefined {
  const all = done[`${request.method} ${kindOf(resource)}`] ?? [];
  const has = world.variant('plain-lists') ? all.filter((name) => !/^[$](orderby|top|count)$/.test(name)) : all;
  for (const name of query.names) {
    if (has.includes(name)) continue;
    // Where it counts it is read; the others have no use for it, as the page says.
    if (name === 'partitionId' && 'table' in resource && resource.table.elastic) continue;
    if (name === '$skip') {
      world.cites('DV-LST-006');
      return skipRefused();
    }
    if (name.startsWith('@') && (has.includes('$filter') || has.includes('$expand'))) continue;
    const option = name.startsWith('@') ? '@alias' : documented.find((known) => known === name.toLowerCase());
    if (option !== undefined) {
      world.unmodelled(option);
      return notModelled(option);
    }
    if (name.startsWith('$') && resource.kind === 'definitions') world.cites('DV-MSC-011');
    // Names without "$" are of somebody else's, and mean nothing here (OData §11.2.1).
    if (name.startsWith('$')) return optionUnknown(name);
  }
  const bare = (query.filter ?? '').replaceAll(/'(?:[^']|'')*'/g, '');
  const unknown = bare.match(calls)?.some((name) => knownFunction(name) === undefined) ?? false;
  if (!unknown) return undefined;
  world.unmodelled('Microsoft.Dynamics.CRM');
  return notModelled('Microsoft.Dynamics.CRM');
}

/** The kind by which a resource has options: a collection has those of a set. */
function kindOf(resource: Resource): string {
  const collection = 'property' in resource && findCollection(resource.table, resource.property);
  if (!collection) return resource.kind;
  if (resource.kind === 'property') return 'set';
  return resource.kind === 'reference' ? 'references' : resource.kind;
}

/** Marks preferences and fields that are documented, may be ignored, and are: no Preference-Applied names them. */
export function markIgnored(call: Call, table: TableModel | undefined): void {
  const { world } = call;
  const { headers } = call.request;
  world.unmodelled(...readPreferences(call).unmodelled);
  for (const name of ['CallerObjectId', 'MSCRMCallerID'])
    if (headerValue(headers, name) !== undefined) world.unmodelled(name);
  // Who asks for the check of a table without a rule is told that there is none.
  const checks = table?.duplicatesBy !== undefined && world.features.has('duplicate-detection');
  if (!checks && /^false$/i.test(headerValue(headers, 'MSCRM.SuppressDuplicateDetection') ?? ''))
    world.unmodelled('MSCRM.SuppressDuplicateDetection');
}
