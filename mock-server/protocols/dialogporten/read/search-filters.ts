import type { HttpRequest } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { kebab } from '../model/content-changes.ts';
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
  const ignored = (name: string): boolean => world.mutant(`filter-${kebab(name)}-ignored`);
  const filters: Filter[] = [];
  for (const [name, of] of Object.entries(oneOf)) {
    if (ignored(name)) continue;
    const wanted = queryValues(request, name).map(lower);
    if (wanted.length > 0) filters.push((row) => of(row) !== undefined && wanted.includes(lower(of(row))));
  }
  for (const [name, of] of Object.entries(instants)) {
    if (ignored(name)) continue;
    const after = parseInstant(queryValue(request, `${name}After`) ?? '')?.instant;
    const before = parseInstant(queryValue(request, `${name}Before`) ?? '')?.instant;
    if (after !== undefined) filters.push((row) => of(row) !== undefined && String(of(row)) >= after);
    if (before !== undefined) filters.push((row) => of(row) !== undefined && String(of(row)) <= before);
  }
  if (lower(queryValue(request, 'excludeApiOnly')) === 'true' && !ignored('apiOnly'))
    filters.push((row) => !row.fields.isApiOnly);
  const seen = lower(queryValue(request, 'isContentSeen'));
  if (seen !== '') filters.push((row) => seenSince(row, row.contentUpdatedAt).length > 0 === (seen === 'true'));
  if (!ignored('labels'))
    for (const label of queryValues(request, 'serviceOwnerLabels').map(lower)) filters.push(labelled(label));
  const search = lower(queryValue(request, 'search'));
  if (search !== '') filters.push((row) => searched(row.fields).includes(search));
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
