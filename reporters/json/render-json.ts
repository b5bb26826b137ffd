import { foldReport } from '../../core/fold-report.ts';
import type { Report } from '../../core/report.ts';
import { inertJson } from '../text/inert-json.ts';
import { inOrder } from './key-order.ts';

/**
 * The report as JSON: the data as it is, members always in the same order, nothing in it active or invisible anywhere. Scenarios that passed
 * are folded unless all is asked for.
 */
export function renderJson(report: Report, { verbose = false }: { readonly verbose?: boolean } = {}): string {
  return `${inertJson(inOrder(verbose ? report : foldReport(report)), (value) => 'folded' in value && 'title' in value)}\n`;
}
