import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { anomalyKinds, type HistoryModel } from '../core/suite.ts';
import { findAnomalies } from '../runner/judge/history/find-anomalies.ts';
import { tellAnomaly } from '../runner/judge/history/tell-anomaly.ts';
import { drawnHistory } from '../runner/testing/drawn-history.ts';

const page = readFileSync(new URL('../docs/judging-an-api.md', import.meta.url), 'utf8');

/** Heading, drawing, and the sentence below it. */
const drawings = [...page.matchAll(/^### ([a-z-]+)\n.*?^```text\n(.*?)^```\n\n> (.*?)$/gms)].map(
  ([, kind = '', drawing = '', sentence = '']) => ({ kind, drawing, sentence }),
);

/** What the clients of a drawing do. */
const modelOf = (kind: string): HistoryModel =>
  ['two-winners', 'phantom-success', 'ghost-write', 'unfounded-refusal'].includes(kind)
    ? 'compare-and-set'
    : 'register';

test('docs/judging-an-api.md draws every anomaly', () => {
  expect(drawings.map(({ kind }) => kind).toSorted()).toEqual([...anomalyKinds].toSorted());
});

test.each(drawings)('$kind is what its drawing shows, in these words', ({ kind, drawing, sentence }) => {
  const { operations, beginning } = drawnHistory(modelOf(kind), drawing);
  const { anomalies } = findAnomalies(operations, beginning);
  expect(anomalies.map((anomaly) => [anomaly.kind, tellAnomaly(anomaly)])).toEqual([[kind, sentence]]);
});
