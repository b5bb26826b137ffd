import { describe, expect, it } from 'vitest';
import { explainUnnoticed } from './explain-unnoticed.ts';

const reason = { changes: ['* 401: body dropped'], source: 'page', because: 'a refusal of credentials needs no words' };
const unnoticed = ['GET /x 401: body dropped', 'PUT /x 401: body dropped'];
const problemsOf = (found: { changes: number; unnoticed: string[] }, reasons = [reason], sources = ['page']) =>
  explainUnnoticed({ ...found, free: [] }, reasons, sources).problems;

describe('what stays unnoticed', () => {
  it('is explained by a reason whose pattern fits', () => {
    const { lawful, problems } = explainUnnoticed({ changes: 100, unnoticed, free: [] }, [reason], ['page']);
    expect(problems).toEqual([]);
    expect(lawful).toEqual([{ reason, changes: unnoticed }]);
  });

  it('is a problem without a reason', () => {
    expect(problemsOf({ changes: 100, unnoticed: [...unnoticed, 'GET /x 200: body dropped'] })).toEqual([
      'no rule fails: GET /x 200: body dropped',
    ]);
  });

  it('is a problem where there is too much of it, whatever the reasons', () => {
    expect(problemsOf({ changes: 30, unnoticed })).toEqual(['6.7 % of the changes stay unnoticed, more than 5 %']);
  });

  it('must have met what is left free, and there must be a source for it', () => {
    const code = { member: '/error/code', source: 'page', because: 'codes say nothing' };
    const problems = (free: readonly string[], sources: readonly string[]) =>
      explainUnnoticed({ changes: 100, unnoticed: [], free }, [], sources, [code]).problems;
    expect(problems(['/error/code'], ['page'])).toEqual([]);
    expect(problems([], ['page'])).toEqual(['reason not needed: /error/code']);
    expect(problems(['/error/code'], [])).toEqual(['no such source: page']);
  });

  it('must need each reason, and the reason a source that there is', () => {
    expect(problemsOf({ changes: 100, unnoticed: [] })).toEqual(['reason not needed: * 401: body dropped']);
    expect(problemsOf({ changes: 100, unnoticed }, [reason], ['book'])).toEqual(['no such source: page']);
  });
});
