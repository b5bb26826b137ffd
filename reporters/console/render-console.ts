import type { Report } from '../../core/report.ts';
import { renderSummary } from './render-summary.ts';
import { renderTarget } from './render-target.ts';
import { plainStyle, type Style } from './style.ts';

/** A whole report for people, as text. */
export function renderConsole(report: Report, style: Style = plainStyle): string {
  const lines = [...report.targets.flatMap((target) => renderTarget(target, style)), ...renderSummary(report, style)];
  return `${lines.join('\n')}\n`;
}
