import type { HttpRequest } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { parseInstant } from '../model/date-time.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { queryValue, queryValues } from '../request/bind-silent.ts';
import { seenSince } from './seen-entries.ts';

/** Does a dialog belong into a list? */
export type Filter = (row: DialogRow) => boolean;

const lower = (text: unknown): string => String(text ?? '').toLowerCase();

/** Query parameters that may be given several times: one of the values must be the dialog's. */
const oneOf: Readonly<Record<string, (row: DialogRow) => unknown>> = {
  serviceResource: (row) => row.serviceResource,
  party: (row) => row.party,
  extendedStatus: (row) => row.fields['extendedStatus'],
  status: (row) => row.fields.status,
  systemLabel: (row) => row.systemLabels.find((label) => label !== 'Sent') ?? 'Default',
  externalReference: (row) => row.fields['externalReference'],
  process: (row) => row.fields['process'],
};

/** Instants that <name>After and <name>Before are compared with. */
const instants: Readonly<Record<string, (row: DialogRow) => unknown>> = {
  created: (row) => row.createdAt,
  updated: (row) => row.updatedAt,
  contentUpdated: (row) => row.contentUpdatedAt,
  due: (row) => row.fields['dueAt'],
  visible: (row) => row.visibleFrom,
};

/** What the query of a list asks for, except deleted dialogs, order and page. */
export function searchFilters(request: HttpRequest, world: World): Filter[] {
  return [...valueFilters(request), ...instantFilters(request), ...otherFilters(request)]
    .filter(([name]) => world.keepsFor(name, 'DP-GET-009'))
    .map(([, filter]) => filter);
}

type Named = readonly [name: string, filter: Filter];

function valueFilters(request: HttpRequest): Named[] {
  const filters: Named[] = [];
  for (const [name, of] of Object.entries(oneOf)) {
    const wanted = queryValues(request, name).map(lower);
    if (wanted.length > 0) filters.push([name, (row) => of(row) !== undefined && wanted.includes(lower(of(row)))]);
  }
  return filters;
}

function instantFilters(request: HttpRequest): Named[] {
  const filters: Named[] = [];
  for (const [name, of] of Object.entries(instants)) {
    const after = parseInstant(queryValue(request, `${name}After`) ?? '')?.instant;
    const before = parseInstant(queryValue(request, `${name}Before`) ?? '')?.instant;
    if (after !== undefined) filters.push([name, (row) => of(row) !== undefined && String(of(row)) >= after]);
    if (before !== undefined) filters.push([name, (row) => of(row) !== undefined && String(of(row)) <= before]);
  }
  return filters;
}

function otherFilters(request: HttpRequest): Named[] {
  const filters: Named[] = [];
  if (lower(queryValue(request, 'excludeApiOnly')) === 'true')
    filters.push(['excludeApiOnly', (row) => !row.fields.isApiOnly]);
  const seen = lower(queryValue(request, 'isContentSeen'));
  const isSeen = (row: DialogRow): boolean => seenSince(row, row.contentUpdatedAt).length > 0;
  if (seen !== '') filters.push(['isContentSeen', (row) => isSeen(row) === (seen === 'true')]);
  for (const label of queryValues(request, 'serviceOwnerLabels').map(lower))
    filters.push(['serviceOwnerLabels', labelled(label)]);
  const search = lower(queryValue(request, 'search'));
  if (search !== '') filters.push(['search', (row) => searched(row.fields).includes(search)]);
  return filters;
}

/** A star at the end of a label stands for any rest. */
function labelled(label: string): Filter {
  const start = label.endsWith('*') ? label.slice(0, -1) : undefined;
  return (row) =>
    row.serviceOwnerLabels.some((each) => (start === undefined ? each === label : each.startsWith(start)));
}

/** Texts that a free search looks into. */
function searched({ content, searchTags }: JsonObject): string {
  return lower(JSON.stringify([content ?? {}, searchTags ?? []]));
}
