import { describe, expect, it } from 'vitest';
import { correctHistory, type Draft } from './correct-history.ts';

const draft = (action: Draft['action'], more: Partial<Draft> = {}): Draft => ({
  action,
  holds: undefined,
  creates: false,
  collides: false,
  answer: 'version',
  before: 1,
  after: 1,
  ...more,
});

/** "replace applied", "delete refused absent", … of all operations but the final read, and what that one shows. */
function story(startsPresent: boolean, ...drafts: readonly Draft[]): readonly unknown[] {
  const { operations, final } = correctHistory(drafts, startsPresent);
  const told = operations
    .slice(0, -1)
    .map(({ action, outcome, found }) => [action, outcome, found].filter((one) => one !== undefined).join(' '));
  return [...told, final];
}

describe('correctHistory', () => {
  it('shows at the end what was written last, and all that was added', () => {
    expect(story(true, draft('replace'), draft('add'), draft('replace'))).toEqual([
      'replace applied present',
      'add applied present',
      'replace applied present',
      { present: true, replaced: ['replace 2'], added: ['add 1'] },
    ]);
  });

  it('takes a condition only on the version that is current', () => {
    const made = correctHistory([draft('replace', { holds: 0 }), draft('replace', { holds: 0 })], true);
    expect(made.operations.map(({ outcome }) => outcome)).toEqual(['applied', 'refused', 'applied']);
    expect(made.versions).toEqual(['first', 'version of replace 0']);
  });

  it('refuses what is not there, unless the write may create it', () => {
    expect(
      story(false, draft('replace'), draft('replace', { creates: true }), draft('delete'), draft('delete')),
    ).toEqual([
      'replace refused absent',
      'replace applied absent',
      'delete applied present',
      'delete refused absent',
      { present: false },
    ]);
  });

  it('may refuse without need, and then nothing is written', () => {
    expect(story(true, draft('replace', { collides: true }))).toEqual([
      'replace refused',
      { present: true, replaced: [], added: [] },
    ]);
  });

  it('loses the answer of a write that took effect, and of one that did not', () => {
    expect(story(true, draft('replace', { answer: 'lost' }))).toEqual([
      'replace unknown present',
      { present: true, replaced: ['replace 0'], added: [] },
    ]);
    expect(story(true, draft('replace', { answer: 'lost before it took effect' }))).toEqual([
      'replace unknown present',
      { present: true, replaced: [], added: [] },
    ]);
  });

  it('ends with a read after everything else', () => {
    const { operations } = correctHistory([draft('replace', { after: 500 }), draft('add')], true);
    const final = operations.at(-1);
    expect([final?.final, final?.startedMs]).toEqual([true, 501]);
  });
});
