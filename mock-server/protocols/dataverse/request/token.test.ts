import { expect, test } from 'vitest';
import { emptyBody } from '../../../../core/http.ts';
import { createService, type ServiceOptions } from '../../../kernel/create-service.ts';
import { dataverse } from '../index.ts';
import { pageAccountId } from '../seed.ts';

async function statusOf(
  authorization: string | undefined,
  token: ServiceOptions['token'],
  method = 'GET',
): Promise<number> {
  const service = createService(dataverse, token === undefined ? {} : { token });
  const { status } = await service.dispatch({
    method,
    target: `/api/data/v9.2/accounts(${pageAccountId})`,
    headers: authorization === undefined ? [] : [['Authorization', authorization]],
    body: emptyBody,
  });
  return status;
}

test.each([
  ['a token that nobody knows', 'Bearer eyJ0.e30.x', [401, 200, 401]],
  ['the token that is asked for', 'Bearer mine', [401, 200, 200]],
  ['the token of an identity', 'Bearer dataverse-caller', [200, 200, 401]],
  ['no token', undefined, [401, 401, 401]],
  ['an empty one', 'Bearer ', [401, 401, 401]],
  ['another scheme', 'Basic bWluZQ==', [401, 401, 401]],
] as const)('%s is taken by default, by who takes any, by who takes one', async (_, authorization, expected) => {
  const settings = [undefined, { any: true } as const, { only: 'mine' }];
  expect(await Promise.all(settings.map((token) => statusOf(authorization, token)))).toEqual(expected);
});

test('who is known stays who they are, also where any token is taken', async () => {
  expect(await statusOf('Bearer dataverse-reader', { any: true }, 'DELETE')).toBe(403);
  expect(await statusOf('Bearer somebody', { any: true }, 'DELETE')).toBe(204);
});
