import { splitTarget } from '../../../../core/http.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { TableModel } from '../model/table.ts';
import { tableOfSet } from '../model/tables.ts';
import type { Refusal } from '../refusal.ts';
import { badUrl, segmentMissing } from '../refusals.ts';
import { type KeyPredicate, parseKey } from './parse-key.ts';
import { parseQuery, type QueryOptions } from './parse-query.ts';
import { belowService } from './service-path.ts';
import { splitPath } from './split-path.ts';

const definitionRoots = ['EntityDefinitions', 'RelationshipDefinitions', 'GlobalOptionSetDefinitions'] as const;

/** What definitions there are of. */
export type DefinitionRoot = (typeof definitionRoots)[number];

/** What a request is about. */
export type Resource =
  | { readonly kind: 'service' }
  | { readonly kind: 'metadata' }
  | { readonly kind: 'who' }
  /** Definitions of tables, or of what belongs to several, or something below them. */
  | { readonly kind: 'definitions'; readonly root: DefinitionRoot; readonly segments: readonly string[] }
  | { readonly kind: 'batch' }
  /** Documented, and not part of this server. */
  | { readonly kind: 'unmodelled'; readonly name: string }
  | { readonly kind: 'set'; readonly table: TableModel }
  | { readonly kind: 'count'; readonly table: TableModel }
  | { readonly kind: 'action'; readonly table: TableModel; readonly action: string }
  | { readonly kind: 'row'; readonly table: TableModel; readonly key: KeyPredicate }
  | { readonly kind: 'property'; readonly table: TableModel; readonly key: KeyPredicate; readonly property: string }
  | { readonly kind: 'raw-value'; readonly table: TableModel; readonly key: KeyPredicate; readonly property: string }
  | {
      readonly kind: 'reference';
      readonly table: TableModel;
      readonly key: KeyPredicate;
      readonly property: string;
      /** The row in a collection that is meant: "contact_customer_accounts(…)/$ref". */
      readonly member?: KeyPredicate;
    }
  /** A row by way of a collection. */
  | {
      readonly kind: 'member';
      readonly table: TableModel;
      readonly key: KeyPredicate;
      readonly property: string;
      readonly member: KeyPredicate;
    }
  | {
      readonly kind: 'related-count';
      readonly table: TableModel;
      readonly key: KeyPredicate;
      readonly property: string;
    };

export interface Route {
  readonly resource: Resource;
  /** Path of the service root, with the version that the client names. */
  readonly servicePath: string;
  readonly query: QueryOptions;
}

/** What the documents show below the service root and this server does not have. */
const documentedRoots = ['ManagedPropertyDefinitions', 'RetrieveTotalRecordCount', 'RetrieveVersion'];

/** Finds out what a raw request target names. */
export function parseRoute(target: string): Route | Refusal {
  const { path, query: rawQuery } = splitTarget(target);
  const segments = splitPath(path);
  const query = parseQuery(rawQuery);
  if (!segments || !query) return badUrl();
  const service = belowService(segments);
  if ('stray' in service) return segmentMissing(service.stray);
  const resource = parseResource(service.below);
  return isRefused(resource) ? resource : { resource, query, servicePath: service.path };
}

/** Reads the segments below the service root. */
export function parseResource(segments: readonly string[]): Resource | Refusal {
  const [first = '', second, third, ...more] = segments;
  if (first === '' && second === undefined) return { kind: 'service' };
  if (first === '$metadata' && second === undefined) return { kind: 'metadata' };
  if (/^WhoAmI(\(\))?$/.test(first) && second === undefined) return { kind: 'who' };
  const [, root] = /^(\w+Definitions)(?:\(|$)/.exec(first) ?? [];
  if (isDefinitionRoot(root)) return { kind: 'definitions', root, segments };
  if (first === '$batch' && second === undefined) return { kind: 'batch' };
  const unmodelled = documentedRoots.find((root) => first === root || first.startsWith(`${root}(`));
  if (unmodelled !== undefined) return { kind: 'unmodelled', name: unmodelled };
  const [, setName = first, predicate] = /^([^(]*)\((.*)\)$/s.exec(first) ?? [];
  const table = tableOfSet(setName);
  if (!table || more.length > 0) return segmentMissing(table ? (more[0] ?? '') : setName);
  if (predicate === undefined) return parseBelowSet(table, second, third);
  const key = parseKey(predicate);
  if (!key) return badUrl();
  return second === undefined ? { kind: 'row', table, key } : parseBelowRow(table, key, second, third);
}

function isDefinitionRoot(name: string | undefined): name is DefinitionRoot {
  return definitionRoots.some((root) => root === name);
}

function parseBelowRow(
  table: TableModel,
  key: KeyPredicate,
  second: string,
  third: string | undefined,
): Resource | Refusal {
  const [, property = second, predicate] = /^([^(]*)\((.*)\)$/s.exec(second) ?? [];
  const at = { table, key, property };
  if (predicate !== undefined) {
    const member = parseKey(predicate);
    if (!member) return badUrl();
    if (third === undefined) return { kind: 'member', ...at, member };
    return third === '$ref' ? { kind: 'reference', ...at, member } : segmentMissing(third);
  }
  if (third === undefined) return { kind: 'property', ...at };
  if (third === '$value') return { kind: 'raw-value', ...at };
  if (third === '$count') return { kind: 'related-count', ...at };
  return third === '$ref' ? { kind: 'reference', ...at } : segmentMissing(third);
}

function parseBelowSet(table: TableModel, second: string | undefined, third: string | undefined): Resource | Refusal {
  if (second === undefined || (second === '' && third === undefined)) return { kind: 'set', table };
  if (second === '$count' && third === undefined) return { kind: 'count', table };
  const [, action] = /^Microsoft\.Dynamics\.CRM\.([A-Za-z]+)$/.exec(second) ?? [];
  return action === undefined || third !== undefined ? segmentMissing(second) : { kind: 'action', table, action };
}
