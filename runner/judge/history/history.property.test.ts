import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AnomalyKind } from '../../../core/suite.ts';
import { correctHistory, type Draft, type MadeHistory } from '../../testing/correct-history.ts';
import { findAnomalies } from './find-anomalies.ts';
import type { Operation } from './operation.ts';

const drafts = (part: Partial<{ [K in keyof Draft]: fc.Arbitrary<Draft[K]> }> = {}): fc.Arbitrary<readonly Draft[]> =>
  fc.array(
    fc.record<Draft>({
      action: fc.constantFrom('replace', 'replace', 'add', 'add', 'delete', 'read'),
      holds: fc.option(fc.nat(3), { nil: undefined }),
      creates: fc.boolean(),
      collides: fc.boolean(),
      answer: fc.constantFrom('version', 'plain', 'plain', 'lost', 'lost before it took effect'),
      before: fc.nat(45),
      after: fc.nat(45),
      ...part,
    }),
    { minLength: 1, maxLength: 11 },
  );

const settings = { numRuns: 200, seed: 20261126 };

const kindsOf = ({ operations, beginning }: Pick<MadeHistory, 'operations' | 'beginning'>): readonly AnomalyKind[] => {
  const { anomalies, undecided } = findAnomalies(operations, beginning);
  expect(undecided).toBe(false);
  return anomalies.map(({ kind }) => kind);
};

const finalOf = ({ operations }: MadeHistory): Operation => operations.at(-1) as Operation;

/** The same history with its final read seeing something else. */
const endingIn = (history: MadeHistory, shown: Operation['shown']): MadeHistory => ({
  ...history,
  operations: [...history.operations.slice(0, -1), { ...finalOf(history), ...(shown ? { shown } : {}) }],
});

const plant = (history: MadeHistory, ...more: readonly Operation[]): MadeHistory => ({
  ...history,
  operations: [...history.operations.slice(0, -1), ...more, finalOf(history)],
});

it('explains every history of a correct unit: any interleaving, answers lost, versions not told', () => {
  fc.assert(
    fc.property(drafts(), fc.boolean(), (drawn, present) => {
      expect(kindsOf(correctHistory(drawn, present))).toEqual([]);
    }),
    settings,
  );
});

it('explains them also when it does not know whether the unit was there', () => {
  fc.assert(
    fc.property(drafts({ holds: fc.constant(undefined) }), fc.boolean(), (drawn, present) => {
      const { operations } = correctHistory(drawn, present);
      expect(kindsOf({ operations, beginning: { present: 'unknown', version: 'first' } })).toEqual([]);
    }),
    settings,
  );
});

it('finds two winners on one version, or of one creation', () => {
  fc.assert(
    fc.property(drafts(), fc.boolean(), fc.nat(), (drawn, present, pick) => {
      const history = correctHistory(drawn, present);
      const winners = history.operations.filter(
        ({ outcome, condition }) => outcome === 'applied' && condition !== undefined,
      );
      const winner = winners[pick % winners.length];
      fc.pre(winner !== undefined);
      const { version: _, ...twin } = { ...winner, name: 'second winner' };
      expect(kindsOf(plant(history, twin))).toContain('two-winners');
    }),
    settings,
  );
});

it('finds the write of a refused one, whatever else went on', () => {
  fc.assert(
    fc.property(drafts(), fc.boolean(), fc.nat(), (drawn, present, pick) => {
      const history = correctHistory(drawn, present);
      const { final } = history;
      const refused = history.operations.filter(({ outcome, action }) => outcome === 'refused' && action !== 'delete');
      const ghost = refused[pick % refused.length];
      fc.pre(ghost !== undefined && final.present);
      const shown =
        ghost?.action === 'replace'
          ? { ...final, replaced: [ghost.name] }
          : { ...final, added: [...(final.added ?? []), ghost?.name ?? ''] };
      expect(kindsOf(endingIn(history, shown))).toContain('ghost-write');
    }),
    settings,
  );
});

const standing = { action: fc.constantFrom('replace', 'add', 'read' as const), collides: fc.constant(false) };

it('finds what was accepted and is not there: a lost update if others are, else a phantom success', () => {
  fc.assert(
    fc.property(drafts(standing), fc.nat(), (drawn, pick) => {
      const history = correctHistory(drawn, true);
      const { added = [], replaced = [] } = history.final;
      const kept = added.filter((name) =>
        history.operations.some((one) => one.name === name && one.outcome === 'applied'),
      );
      const lost = kept[pick % kept.length];
      fc.pre(lost !== undefined);
      const left = added.filter((name) => name !== lost);
      const expected: AnomalyKind = left.length + replaced.length > 0 ? 'lost-update' : 'phantom-success';
      expect(kindsOf(endingIn(history, { ...history.final, added: left }))).toContain(expected);
    }),
    settings,
  );
});

it('finds a read that shows what was over before it began', () => {
  fc.assert(
    fc.property(drafts(standing), (drawn) => {
      const history = correctHistory(drawn, true);
      fc.pre(history.operations.some(({ action, outcome }) => action === 'replace' && outcome === 'applied'));
      const { startedMs } = finalOf(history);
      const stale: Operation = {
        name: 'stale read',
        action: 'read',
        outcome: 'applied',
        startedMs: startedMs - 0.5,
        endedMs: startedMs - 0.4,
        shown: { present: true, replaced: [], ...(history.final.added ? { added: history.final.added } : {}) },
      };
      expect(kindsOf(plant(history, stale))).toContain('stale-read');
    }),
    settings,
  );
});

it('finds what is there again although it was deleted', () => {
  fc.assert(
    fc.property(drafts({ ...standing, creates: fc.constant(false) }), (drawn) => {
      const history = correctHistory(drawn, true);
      const { startedMs } = finalOf(history);
      const { replaced = [], added = [] } = history.final;
      const certain = [...replaced, ...added].every((name) =>
        history.operations.some((one) => one.name === name && one.outcome === 'applied'),
      );
      fc.pre(certain && replaced.length + added.length > 0);
      const deletion: Operation = {
        name: 'deletion',
        action: 'delete',
        outcome: 'applied',
        startedMs: startedMs - 0.5,
        endedMs: startedMs - 0.4,
        found: 'present',
      };
      expect(kindsOf(plant(history, deletion))).toContain('resurrection');
    }),
    settings,
  );
});

/** Nothing overlaps, so that there is no doubt which version is the current one. */
const apart = { before: fc.nat(4), after: fc.nat(4) };

it('finds a refusal without a reason', () => {
  fc.assert(
    fc.property(drafts({ ...standing, answer: fc.constantFrom('version', 'plain'), ...apart }), (drawn) => {
      const history = correctHistory(drawn, true);
      const { startedMs } = finalOf(history);
      const current = history.versions.at(-1) ?? '';
      fc.pre(
        current === 'first' ||
          history.operations.some(({ action, version }) => action !== 'read' && version === current),
      );
      const refusal: Operation = {
        name: 'refusal',
        action: 'replace',
        outcome: 'refused',
        condition: current,
        startedMs: startedMs - 0.5,
        endedMs: startedMs - 0.4,
      };
      expect(kindsOf(plant(history, refusal))).toContain('unfounded-refusal');
    }),
    settings,
  );
});
