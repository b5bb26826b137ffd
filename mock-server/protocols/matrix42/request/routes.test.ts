import { describe, expect, it } from 'vitest';
import { decodeUtf8, emptyBody, type HeaderField, headerValue, utf8 } from '../../../../core/http.ts';
import { createService } from '../../../kernel/create-service.ts';
import { matrix42 } from '../index.ts';
import { publishedId } from '../seed.ts';
import { findRoute, type Operation, routes } from './routes.ts';

const nothing = 'D-LIST: only for schema-info';
const list = {
  where: "where=Name = 'x'",
  columns: 'columns=Name',
  pagesize: 'pagesize=0',
  pagenumber: 'pagenumber=1&pagesize=1',
  sort: 'sort=Nope',
};
const journal = { SPSActivityClassUnitOfWork: [{ OriginalSolution: 'x' }] };

/** For each documented option a query that makes a difference, or that is refused as not modelled, or why it makes none. */
const options: Readonly<Record<string, Readonly<Record<string, string | { readonly because: string }>>>> = {
  'list-fragments': { ...list, includelocalizations: { because: nothing } },
  'list-fragments-with-schema': { ...list, includelocalizations: 'includelocalizations=true' },
  'list-relation': { ...list, includelocalizations: { because: nothing } },
  'list-relation-with-schema': { ...list, includelocalizations: 'includelocalizations=true' },
  'update-fragment': { full: { because: 'M42-UPD-009' } },
  'update-object': { full: 'full=true' },
  'read-object': { full: 'full=true' },
  'create-ticket': { activityType: 'activityType=0' },
  'list-journal': {
    objectId: 'objectId={object}&objectLinkTemplate={0}',
    start: 'start=1&objectId={object}&objectLinkTemplate={0}',
    count: 'count=0&objectId={object}&objectLinkTemplate={0}',
    objectLinkTemplate: 'objectLinkTemplate={0}',
    timeOffset: 'timeOffset=60&objectLinkTemplate={0}',
  },
  'check-expression': {
    entityClass: 'entityClass=SPSScCategoryClassBase',
    expr: 'entityClass=SPSScCategoryClassBase&expr=ID IS NULL',
  },
};

const documented = routes.flatMap(({ operation, options: names = [] }) =>
  names.map((name) => [operation, name] as const),
);

describe('a documented option', () => {
  it.each(documented)('of %s, %s, does what it says or is marked', async (operation, name) => {
    const query = options[operation]?.[name];
    if (typeof query === 'object') return expect(query.because).not.toBe('');
    expect(query, 'there is an example').toContain(`${name}=`);
    const plain = await answerTo(operation, '');
    const asked = await answerTo(operation, query?.replaceAll(' ', '%20') ?? '');
    if (asked.unmodelled === undefined) expect(asked.said).not.toBe(plain.said);
    else expect(asked.said.startsWith('200')).toBe(false);
  });

  it('is in the table, and nothing else is', () => {
    const inTable = Object.entries(options).flatMap(([operation, names]) =>
      Object.keys(names).map((name) => `${operation} ${name}`),
    );
    expect(inTable.sort()).toEqual(documented.map((pair) => pair.join(' ')).sort());
  });
});

/** What a server answers that has one category in a relation to itself, and a ticket with a journal. */
async function answerTo(operation: Operation, query: string) {
  const service = createService(matrix42);
  const send = async (method: string, target: string, body?: object) => {
    const headers: HeaderField[] = [...(matrix42.credentials['caller'] ?? []), ['Content-Type', 'application/json']];
    const bytes = body === undefined ? emptyBody : utf8(JSON.stringify(body));
    return await service.dispatch({ method, target: `/m42Services/api${target}`, headers, body: bytes });
  };
  const category = `/data/fragments/SPSScCategoryClassBase/${publishedId}`;
  await send('POST', `${category}/RelatedCategories/${publishedId}`);
  const id = JSON.parse(
    decodeUtf8(
      (
        await send('POST', '/data/objects/SPSActivityTypeIncident', {
          SPSActivityClassBase: { Subject: 'x' },
          ...journal,
        })
      ).body,
    ),
  );
  const { method = '', path = '' } = routes.find((route) => route.operation === operation) ?? {};
  const objects = path.includes('/objects/');
  const target = path
    .replace('{name}', objects ? 'SPSActivityTypeIncident' : 'SPSScCategoryClassBase')
    .replace('{id}', objects ? id : publishedId)
    .replace('{relation}', 'RelatedCategories');
  const sent = operation === 'create-ticket' ? { Subject: 'x' } : { ID: id, ...journal };
  const { status, headers, body } = await send(method, `${target}?${query.replaceAll('{object}', id)}`, sent);
  return { said: `${status} ${decodeUtf8(body)}`, unmodelled: headerValue(headers, 'conformance-unmodelled') };
}

describe('a path', () => {
  const operationAt = (method: string, path: string) => {
    const found = findRoute({ method, target: `/m42Services/api${path}` });
    return found.kind === 'found' ? found : found.kind;
  };

  it('counts in any letter case, with or without a slash at its end', () => {
    for (const path of ['/data/fragments/A', '/DATA/fragments/A/', '/data/Fragments/A?full=true'])
      expect(operationAt('PUT', path)).toMatchObject({ operation: 'update-fragment', name: 'A' });
  });

  it('that is broken, or has an empty part, leads nowhere', () => {
    for (const path of [
      '/data/fragments/%E0%A4',
      '/data/fragments/',
      '/data/fragments//x',
      '/data/fragments/A//',
      '/data',
    ])
      expect(operationAt('GET', path)).toBe('not-found');
    expect(operationAt('PATCH', '/data/fragments/A')).toBe('wrong-method');
  });
});
