import { expect, test } from 'vitest';
import { off } from '../bug.ts';
import { family } from './family.ts';

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
