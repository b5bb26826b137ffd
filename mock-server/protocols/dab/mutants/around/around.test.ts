import { expect, test } from 'vitest';
import { decodeUtf8, type HeaderField, headerValue, utf8 } from '../../../../../core/http.ts';
import type { Attachment } from '../../../../kernel/bug.ts';
import { off } from '../../../../kernel/bug.ts';
import { decidedBy, on } from '../../../../kernel/bugs/when.ts';
import { createService } from '../../../../kernel/create-service.ts';
import { dab } from '../../index.ts';
import { refusedAs, refusingBad, saying } from './refusals.ts';
import { writingAnyway } from './write-anyway.ts';

/** A server with one bug that attaches here. */
function serverWith(...at: readonly Attachment[]) {
  const bug = { id: 'bug', title: 'It does something wrong.', fails: [], at };
  const service = createService({ ...dab, mutants: [bug] }, { mutant: 'bug' });
  return async (line: string, body?: unknown, headers: readonly HeaderField[] = []) => {
    const [method = '', target = ''] = line.split(' ');
    const sent = utf8(body === undefined ? '' : JSON.stringify(body));
    const answer = await service.dispatch({ method, target, headers, body: sent });
    const text = decodeUtf8(answer.body);
    return { ...answer, json: text === '' ? undefined : JSON.parse(text) };
  };
}

test('a refusal under another status says so in its body as well, and keeps its correlation id', async () => {
  const send = serverWith(refusedAs(decidedBy('DAB-KEY-003'), { status: 404, code: 'EntityNotFound' }));
  const id = '86ea8715-05f5-4a4e-8bf7-91840e06dee5';
  const answer = await send('GET /api/Books/nokey/1', undefined, [['x-ms-correlation-id', id]]);
  expect(answer).toMatchObject({ status: 404, json: { error: { status: 404, code: 'EntityNotFound' } } });
  expect(headerValue(answer.headers, 'x-ms-correlation-id')).toBe(id);
});

test('what a sound server did is taken back when it is refused instead', async () => {
  const send = serverWith(refusingBad(on('DELETE'), 'Not today.'));
  expect(await send('DELETE /api/Authors/id/1')).toMatchObject({
    status: 400,
    json: { error: { message: 'Not today.' } },
  });
  expect((await send('GET /api/Authors/id/1')).json.value).toHaveLength(1);
});

test('a refused write is written as far as it can be read, into the row of the URL or a new one', async () => {
  const send = serverWith(writingAnyway(decidedBy('DAB-PUT-021', 'DAB-POS-005')));
  const body = { title: 'kept', publisher_id: 'no number', colour: 'red' };
  expect((await send('PUT /api/Books/id/1', body)).status).toBe(400);
  expect((await send('GET /api/Books/id/1')).json.value).toEqual([{ id: 1, title: 'kept', publisher_id: 1234 }]);
  expect((await send('POST /api/Books', { ...body, id: 5 })).status).toBe(400);
  expect((await send('GET /api/Books/id/5')).json.value).toEqual([{ id: 5, title: 'kept', publisher_id: null }]);
});

test('a bug shows only where the sound server refuses with such a text', async () => {
  const send = serverWith(refusedAs(saying(/^23503/), { status: 409 }));
  expect((await send('PUT /api/Books/id/1', { title: 'x', publisher_id: 1 })).status).toBe(409);
  expect((await send('PUT /api/Books/id/1', { publisher_id: 1 })).status).toBe(400);
});

test('one case of a rule can be forgotten alone', async () => {
  const send = serverWith(off('DAB-GET-003', '$first=0'));
  expect((await send('GET /api/Books?$first=0')).json).toEqual({ value: [] });
  expect((await send('GET /api/Books?$first=-2')).status).toBe(400);
});
