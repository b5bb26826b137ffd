import { describe, expect, it } from 'vitest';
import { makeDictionary } from './make-dictionary.ts';
import type { EditionProof, MutantProof, ProtocolProof } from './prove-report.ts';

const mutant = (id: string, fails: readonly string[], unjudged: readonly string[] = []): MutantProof => ({
  id,
  title: `Title of ${id}`,
  kind: 'protocol',
  about: ['R2', 'R1'],
  outcome: { fails, unjudged },
  scenarios: 1,
  failed: [],
  missed: [],
  company: [],
  inherited: fails.slice(0, 1),
});
const edition = (name: string, mutants: readonly MutantProof[]): EditionProof => ({
  edition: name,
  scenarios: 1,
  mutants,
  variants: [],
});
const proof = (editions: readonly EditionProof[]): ProtocolProof => ({
  protocol: 'toy',
  editions,
  assertions: ['b R2', 'a R1', 'c R1'].map((id) => ({ id, rule: id.slice(2), killedBy: [] })),
  rules: [],
  dumbServers: [],
  excuses: { assertions: {}, dumbPasses: {} },
  problems: [],
});

describe('makeDictionary', () => {
  it('sorts assertions, and names them by their place', () => {
    expect(makeDictionary(proof([edition('one', [mutant('m', ['c R1', 'a R1'], ['b R2'])])]))).toEqual({
      protocol: 'toy',
      assertions: ['a R1', 'b R2', 'c R1'],
      bugs: [
        {
          id: 'm',
          title: 'Title of m',
          kind: 'protocol',
          editions: ['one'],
          rules: ['R1', 'R2'],
          fails: [0, 2],
          inherited: [2],
          unjudged: [1],
        },
      ],
    });
  });

  it('joins what a mutant fails in several editions; what fails in one of them is no longer unjudged', () => {
    const [bug] = makeDictionary(
      proof([edition('one', [mutant('m', ['a R1'], ['b R2'])]), edition('two', [mutant('m', ['b R2'], ['c R1'])])]),
    ).bugs;
    expect(bug).toMatchObject({ editions: ['one', 'two'], fails: [0, 1], unjudged: [2] });
  });
});
