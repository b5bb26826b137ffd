import { expect, test } from 'vitest';
import { utf8 } from '../../core/http.ts';
import { type Answer, createAnswer } from './answer.ts';
import { answerAbout, readBatch } from './read-batch.ts';

const layout = [{ id: 'first' }, { id: 'set', set: ['1', '2'] }];

const whole = (status: number, body: string, type = 'multipart/mixed; boundary=a'): Answer =>
  createAnswer({
    method: 'POST',
    url: 'http://x/$batch',
    path: '/$batch',
    status,
    headers: [['Content-Type', type]],
    body: utf8(body),
    exchange: 0,
  });

const http = (status: number, id = ''): string =>
  `Content-Type: application/http\r\n${id === '' ? '' : `Content-ID: ${id}\r\n`}\r\nHTTP/1.1 ${status} X\r\n\r\n`;
const parts = (boundary: string, ...texts: readonly string[]): string =>
  `${texts.map((text) => `--${boundary}\r\n${text}\r\n`).join('')}--${boundary}--\r\n`;
const set = (...texts: readonly string[]): string =>
  `Content-Type: multipart/mixed; boundary=s\r\n\r\n${parts('s', ...texts)}`;

test('the answer to a part is the answer to a batch that is about it', () => {
  const answer = whole(200, parts('a', http(201), set(http(204, '2'), http(205, '1'))));
  expect(['first', '1', '2'].map((id) => answerAbout(answer, layout, id).status)).toEqual([201, 205, 204]);
});

test('where a change set was answered once, that is the answer to each of its parts', () => {
  const nested = whole(400, parts('a', http(201), set(http(404))));
  const alone = whole(400, parts('a', http(201), http(404)));
  for (const answer of [nested, alone])
    expect(['1', '2'].map((id) => answerAbout(answer, layout, id).status)).toEqual([404, 404]);
});

test('where the batch itself was refused, or stopped before the part, the whole answer is', () => {
  const refused = whole(400, '{"error":{}}', 'application/json');
  expect(answerAbout(refused, layout, '1')).toBe(refused);
  const stopped = whole(400, parts('a', http(404)));
  expect(answerAbout(stopped, layout, '1')).toBe(stopped);
  expect(readBatch(stopped, layout)).toMatchObject({ kind: 'parts' });
});
