import { describe, expect, it } from 'vitest';
import { drawnHistory } from './drawn-history.ts';

describe('drawnHistory', () => {
  it('reads columns as times and what follows as the answer', () => {
    const { operations, beginning } = drawnHistory(
      'compare-and-set',
      `
writer[0]   ├───┤        204, accepted
writer[1]     ├───┤      412, refused
writer[2]      ├─────…   no answer
final read            ├┤ 200, shows writer[0]
`,
    );
    expect(beginning).toEqual({ present: true, version: 'first' });
    const condition = 'first';
    expect(operations).toEqual([
      { name: 'writer[0]', action: 'add', outcome: 'applied', startedMs: 12, endedMs: 16, status: 204, condition },
      { name: 'writer[1]', action: 'add', outcome: 'refused', startedMs: 14, endedMs: 18, status: 412, condition },
      { name: 'writer[2]', action: 'add', outcome: 'unknown', startedMs: 15, endedMs: 21, condition },
      {
        name: 'final read',
        action: 'read',
        outcome: 'applied',
        startedMs: 22,
        endedMs: 23,
        status: 200,
        shown: { present: true, added: ['writer[0]'] },
        final: true,
      },
    ]);
  });

  it.each([
    ['register', 'put ├─┤ 201, accepted', { action: 'replace', outcome: 'applied', found: 'absent' }],
    ['register', 'put ├─┤ 204, accepted', { action: 'replace', outcome: 'applied', found: 'present' }],
    ['set', 'put ├─┤ 204, accepted', { action: 'add' }],
    ['register', 'delete ├─┤ 404, refused', { action: 'delete', outcome: 'refused', found: 'absent' }],
    ['register', 'read ├─┤ 404, not there', { action: 'read', shown: { present: false } }],
    ['register', 'read ├─┤ 200, shows none of them', { shown: { present: true, replaced: [] } }],
    ['set', 'read ├─┤ 200, shows a, deleted', { shown: { present: false, added: ['a'] } }],
  ] as const)('of a %s reads %s', (model, drawing, expected) => {
    expect(drawnHistory(model, drawing).operations).toMatchObject([expected]);
  });

  it('refuses what is no line of a timeline', () => {
    expect(() => drawnHistory('set', 'writer 204')).toThrow('not a line of a timeline: writer 204');
  });
});
