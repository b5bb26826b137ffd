import { describe, expect, it } from 'vitest';
import { setApartRecommended } from './set-apart-recommended.ts';

const reason = { changes: ['GET /who 200: *'], source: 'page', because: 'the page only recommends it' };
const warned = 'GET /who 200: member /id dropped';
const found = {
  classes: 2,
  changes: 20,
  nulls: [],
  free: [],
  unnoticed: [warned, 'GET /who 200: member /hint changed', 'GET /x 200: body dropped'],
  warned: [warned, 'GET /x 200: body dropped'],
};

describe('what is only recommended', () => {
  it('is set apart where a rule warns of it, and nowhere else', () => {
    expect(setApartRecommended(found, [reason], ['page'])).toEqual({
      found: { ...found, unnoticed: found.unnoticed.slice(1) },
      recommended: [{ reason, changes: [warned] }],
      problems: [],
    });
  });

  it('is set apart without a warning where a server need not have it at all', () => {
    const optional = { ...reason, optional: true };
    expect(setApartRecommended(found, [optional], ['page']).recommended).toEqual([
      { reason: optional, changes: [warned, 'GET /who 200: member /hint changed'] },
    ]);
  });

  it('needs a source that there is, and something that is noticed', () => {
    expect(setApartRecommended({ ...found, warned: [] }, [reason], []).problems).toEqual([
      'no such source: page',
      'reason not needed: GET /who 200: *',
    ]);
  });
});
