import { expect, test } from 'vitest';
import { off } from '../bug.ts';
import { family, notKeeping } from './family.ts';

test('bugs of a family differ in one thing, and keep the order of their list', () => {
  const bugs = family({ 'put-slow': 'PUT', 'get-slow': 'GET' }, (method) => ({
    title: `A ${method} is slow.`,
    fails: ['T-001'],
    at: [off('T-001', method)],
  }));
  expect(bugs).toEqual([
    { id: 'put-slow', title: 'A PUT is slow.', fails: ['T-001'], at: [off('T-001', 'PUT')] },
    { id: 'get-slow', title: 'A GET is slow.', fails: ['T-001'], at: [off('T-001', 'GET')] },
  ]);
});

test('a rule that is not kept is a bug in a line', () => {
  expect(notKeeping({ a: ['T-001', 'A.'], b: ['T-002', 'B.', ['old']] })).toEqual([
    { id: 'a', title: 'A.', fails: ['T-001'], at: [off('T-001')] },
    { id: 'b', title: 'B.', fails: ['T-002'], at: [off('T-002')], editions: ['old'] },
  ]);
});
