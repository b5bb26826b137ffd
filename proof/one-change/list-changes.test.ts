import { describe, expect, it } from 'vitest';
import { type HttpResponse, utf8 } from '../../core/http.ts';
import { type AnswerClass, noteAnswer } from './answer-class.ts';
import { applyChange } from './apply-change.ts';
import { changeText } from './change.ts';
import { listChanges } from './list-changes.ts';
import { createTranscripts } from './transcripts.ts';

const request = { method: 'GET', target: '/x', headers: [], body: utf8('') };
const answer = (body: unknown, headers: HttpResponse['headers'] = []): HttpResponse => ({
  status: 200,
  headers,
  body: utf8(JSON.stringify(body)),
});

function changesOf(...answers: readonly HttpResponse[]): string[] {
  const classes = new Map<string, AnswerClass>();
  const transcripts = createTranscripts();
  for (const [index, one] of answers.entries()) {
    noteAnswer(classes, 'GET /x 200', one, `case-${index}`);
    transcripts.add(`case-${index}`, request, one);
  }
  return [...classes.values()].flatMap((own) => listChanges(own, transcripts)).map(({ change }) => changeText(change));
}

describe('the changes of a class of answers', () => {
  it('are its status, each header field, its body, and each member of it', () => {
    expect(changesOf(answer({ value: [{ id: 1, note: null }] }, [['ETag', '"1"']]))).toEqual([
      'status is 201',
      'header etag dropped',
      'header etag changed',
      'body dropped',
      'member /value dropped',
      'member /value changed',
      'member /value/*/id dropped',
      'member /value/*/id changed',
      'member /value/*/note dropped',
    ]);
  });

  it('take the members of a map together: names that are none, or that no two answers share', () => {
    const members = (...answers: readonly HttpResponse[]) => changesOf(...answers).filter((text) => text.includes('/'));
    expect(members(answer({ errors: { 'content[0].title': 'x' } }))).toContain('member /errors/* changed');
    expect(members(answer({ errors: { A: 'x' } }), answer({ errors: { B: 'x' } }))).toContain(
      'member /errors/* dropped',
    );
  });

  it('replace an id that nobody names again, and change one that somebody does', () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
    expect(changesOf(answer({ traceId: id }))).toContain('member /traceId replaced');
    expect(changesOf(answer({ id }, [['Location', `/x/${id}`]]))).toContain('member /id changed');
  });

  it('replace what the protocol leaves free', () => {
    const classes = new Map<string, AnswerClass>();
    noteAnswer(classes, 'GET /x 404', answer({ error: { code: '0x80040217' } }), 'case');
    const [own] = classes.values();
    const changes = listChanges(own as AnswerClass, createTranscripts(), ['/error/code']);
    expect(changes.map(({ change }) => changeText(change))).toContain('member /error/code replaced');
  });

  it('leave the reference server a header of its own', () => {
    expect(changesOf(answer([], [['Conformance-Rule', 'X-001']])).join()).not.toContain('conformance-rule');
  });
});

describe('a change', () => {
  const text = ({ body }: HttpResponse): string => new TextDecoder().decode(body);

  it('drops a member of every item, and keeps the length right', () => {
    const change = { kind: 'member', place: ['value', '*', 'id'], how: 'dropped' } as const;
    const changed = applyChange(answer({ value: [{ id: 1, n: 2 }, { id: 3 }] }, [['content-length', '99']]), change);
    expect(text(changed)).toBe('{"value":[{"n":2},{}]}');
    expect(changed.headers).toEqual([['content-length', '22']]);
  });

  it('gives a header field another value in whatever case it is written', () => {
    const change = { kind: 'header', name: 'content-type', how: 'changed' } as const;
    expect(applyChange(answer({}, [['Content-Type', 'application/json']]), change).headers).toEqual([
      ['Content-Type', 'text/plain; charset=utf-8'],
    ]);
  });

  it('leaves a body that is no JSON as it is', () => {
    const html = { status: 200, headers: [], body: utf8('<html>') };
    expect(applyChange(html, { kind: 'member', place: ['a'], how: 'dropped' })).toBe(html);
  });
});
