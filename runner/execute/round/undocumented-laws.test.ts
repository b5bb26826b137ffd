import { expect, test } from 'vitest';
import type { Told } from '../../judge/entries/judge-entries.ts';
import { undocumentedLaws } from './undocumented-laws.ts';

const told = (verdict: Told['draft']['verdict'], law = 'kept'): Told => ({
  cell: { form: 'put', law },
  draft: {
    id: 'write/1',
    step: 'write',
    rule: '',
    level: 'MAY',
    verdict,
    location: { file: 'a.yaml', line: 1, column: 1 },
    mismatches:
      verdict === 'fail'
        ? [{ fact: 'status', expected: '404', actual: '200', location: { file: 'a.yaml', line: 1, column: 1 } }]
        : [],
  },
});
const texts = (rounds: Parameters<typeof undocumentedLaws>[0]): readonly string[] =>
  undocumentedLaws(rounds, 'toy/laws/law[put]').map(({ text }) => text);

test('a law held if all that was seen of it did, in every round, and each law is told by itself', () => {
  const rounds = [
    { told: [told('pass'), told('pass', 'loud')], halt: undefined },
    { told: [told('pass'), told('fail', 'loud')], halt: undefined },
  ];
  expect(undocumentedLaws(rounds, 'toy/laws/law[put]')).toEqual([
    {
      scenario: 'toy/laws/law[put]',
      text: 'undocumented: put × kept: held',
      undocumented: { form: 'put', law: 'kept', held: true },
    },
    {
      scenario: 'toy/laws/law[put]',
      text: 'undocumented: put × loud: did not hold: write: status is 200',
      undocumented: { form: 'put', law: 'loud', held: false },
    },
  ]);
});

test('what could not be seen whole is not told as held', () => {
  const halt = { verdict: 'inconclusive', reason: 'no answer' } as const;
  expect(texts([{ told: [told('pass'), told('inconclusive')], halt: undefined }])).toEqual([]);
  expect(texts([{ told: [told('pass')], halt }])).toEqual([]);
  expect(texts([{ told: [told('fail')], halt }])).toEqual([
    'undocumented: put × kept: did not hold: write: status is 200',
  ]);
});
