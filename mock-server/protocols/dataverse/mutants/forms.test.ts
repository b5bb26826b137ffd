import { expect, test } from 'vitest';
import { emptyBody, type HeaderField, utf8 } from '../../../../core/http.ts';
import { createService } from '../../../kernel/create-service.ts';
import { dataverse } from '../index.ts';
import { pageAccountId } from '../seed.ts';

const json: HeaderField = ['Content-Type', 'application/json'];
const row = `/api/data/v9.2/accounts(${pageAccountId})`;

/** The tag of the page's account after a write to a server with this bug, and that before it. */
async function tags(mutant: string, method: string, target: string, headers: readonly HeaderField[], body?: string) {
  const service = createService(dataverse, { mutant });
  const caller = dataverse.credentials['caller'] ?? [];
  const tag = async (): Promise<unknown> => {
    const read = await service.dispatch({ method: 'GET', target: row, headers: caller, body: emptyBody });
    return JSON.parse(new TextDecoder().decode(read.body))['@odata.etag'];
  };
  const before = await tag();
  const { status } = await service.dispatch({
    method,
    target,
    headers: [...caller, json, ...headers],
    body: body === undefined ? emptyBody : utf8(body),
  });
  expect(Math.floor(status / 100)).toBe(2);
  return { before, after: await tag() };
}

const moved = ({ before, after }: Awaited<ReturnType<typeof tags>>): boolean => before !== after;

test('a bug of one form of PATCH leaves the others as they are', async () => {
  const prefer: HeaderField = ['Prefer', 'return=representation'];
  expect(moved(await tags('form-patch-null-keeps-token', 'PATCH', row, [], '{"description":null}'))).toBe(false);
  expect(moved(await tags('form-patch-null-keeps-token', 'PATCH', row, [], '{"name":"x"}'))).toBe(true);
  expect(moved(await tags('form-patch-keeps-token', 'PATCH', row, [], '{"name":"x"}'))).toBe(false);
  expect(moved(await tags('form-patch-keeps-token', 'PATCH', row, [], '{"description":null}'))).toBe(true);
  expect(moved(await tags('form-patch-with-representation-keeps-token', 'PATCH', row, [prefer], '{"name":"x"}'))).toBe(
    false,
  );
  expect(moved(await tags('form-patch-keeps-token', 'PATCH', row, [prefer], '{"name":"x"}'))).toBe(true);
  expect(moved(await tags('form-patch-star-keeps-token', 'PATCH', row, [['If-Match', '*']], '{"name":"x"}'))).toBe(
    false,
  );
});

test('properties and references are forms of their own', async () => {
  const reference = `${row}/primarycontactid/$ref`;
  expect(moved(await tags('form-delete-link-keeps-token', 'DELETE', reference, []))).toBe(false);
  expect(moved(await tags('form-delete-property-keeps-token', 'DELETE', reference, []))).toBe(true);
  expect(moved(await tags('form-delete-property-keeps-token', 'DELETE', `${row}/description`, []))).toBe(false);
  expect(moved(await tags('form-put-property-keeps-token', 'PUT', `${row}/name`, [], '{"value":"x"}'))).toBe(false);
});
