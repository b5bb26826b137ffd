import { expect, test } from 'vitest';
import { type HeaderField, utf8 } from '../../../../../core/http.ts';
import { withStatus } from '../../../../kernel/bugs/answer-otherwise.ts';
import { createService } from '../../../../kernel/create-service.ts';
import { dab } from '../../index.ts';
import { ofShape, type WriteShape } from './write-shape.ts';

/** Is a request to the freshly seeded server of this form? Those that are get another status. */
async function isOf(shape: WriteShape, line: string, headers: readonly HeaderField[] = []): Promise<boolean> {
  const bug = { id: 'bug', title: 'It answers otherwise.', fails: [], at: [withStatus(299, ofShape(shape))] };
  const [method = '', target = ''] = line.split(' ');
  const answer = await createService({ ...dab, mutants: [bug] }, { mutant: 'bug' }).dispatch({
    method,
    target,
    headers,
    body: utf8('{"title":"t"}'),
  });
  return answer.status === 299;
}

const star: HeaderField = ['If-Match', '*'];
const blind: HeaderField = ['X-MS-API-ROLE', 'noread'];

test('a form is known by its method, by its star and by whether the row is there', async () => {
  const put = { method: 'PUT', key: 'single', exists: true } as const;
  expect(await isOf(put, 'PUT /api/Books/id/1')).toBe(true);
  expect(await isOf(put, 'PATCH /api/Books/id/1')).toBe(false);
  expect(await isOf(put, 'PUT /api/Books/id/1', [star])).toBe(false);
  expect(await isOf(put, 'PUT /api/Books/id/24')).toBe(false);
  expect(await isOf({ ...put, exists: false }, 'PUT /api/Books/id/24')).toBe(true);
  expect(await isOf({ method: 'PUT', key: 'single', star: true }, 'PUT /api/Books/id/24', [star])).toBe(true);
});

test('a form is known by how its rows are named, and by whether the URL does so', async () => {
  expect(await isOf({ method: 'PATCH', key: 'composite' }, 'PATCH /api/Stocks/categoryid/1/pieceid/1')).toBe(true);
  expect(await isOf({ method: 'PATCH', key: 'generated' }, 'PATCH /api/Authors/id/1')).toBe(true);
  expect(await isOf({ method: 'DELETE', key: 'partly-generated' }, 'DELETE /api/Reviews/book_id/1/id/567')).toBe(true);
  expect(await isOf({ method: 'PUT', key: 'single' }, 'PUT /api/Authors/id/1')).toBe(false);
  expect(await isOf({ method: 'PUT', key: 'generated', keyless: true }, 'PUT /api/Authors')).toBe(true);
  expect(await isOf({ method: 'PUT', key: 'generated' }, 'PUT /api/Authors')).toBe(false);
  expect(await isOf({ method: 'POST', key: 'single' }, 'POST /api/Books')).toBe(true);
});

test('a form of a role that may not read is one of its own', async () => {
  const post = { method: 'POST', key: 'single' } as const;
  expect(await isOf(post, 'POST /api/Books', [blind])).toBe(false);
  expect(await isOf({ ...post, blind: true }, 'POST /api/Books', [blind])).toBe(true);
  expect(await isOf({ ...post, blind: true }, 'POST /api/Books')).toBe(false);
});
