import type { Report, RunVerdict } from '../../core/report.ts';
import { inertJson } from '../text/inert-json.ts';
import { neutralizeLine } from '../text/neutralize.ts';

const colors: Readonly<Record<RunVerdict, string>> = {
  conforming: 'brightgreen',
  partial: 'green',
  nonconforming: 'red',
  undetermined: 'lightgrey',
};

/** What shields.io reads from an endpoint: the verdict, and how many of the rules that were judged passed. */
export function renderBadge({ targets, verdict }: Report): string {
  const rules = targets.flatMap((target) => target.rules);
  const judged = rules.filter((rule) => rule.verdict !== 'skipped' && rule.verdict !== 'untested');
  const passed = judged.filter((rule) => rule.verdict === 'pass');
  const names = [...new Set(targets.map(({ protocol, edition }) => `${protocol} ${edition}`))];
  return `${inertJson({
    schemaVersion: 1,
    label: neutralizeLine(names.length === 1 ? (names[0] ?? '') : 'update conformance'),
    message: judged.length === 0 ? verdict : `${verdict}, ${passed.length} of ${judged.length} rules`,
    color: colors[verdict],
  })}\n`;
}
