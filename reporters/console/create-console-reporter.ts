import type { Report, ScenarioResult, TargetReport } from '../../core/report.ts';
import type { Reporter, RunPlanSummary } from '../../core/reporter.ts';
import { truncate } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { renderSummary } from './render-summary.ts';
import { renderTarget } from './render-target.ts';
import { marks, paint, type Style } from './style.ts';

/** Where the console reporter writes, and what it may do there. */
export interface Screen {
  write(text: string): void;
  /** A line may be overwritten: a terminal, and not a CI log. */
  readonly live: boolean;
  /** Milliseconds on a monotonic clock. */
  now(): number;
}

/** Time between two redraws of the progress line. */
const redrawMs = 60;
/** Before that, nobody asks how long it will take. */
const soonMs = 3_000;
const eraseLine = '\r\u001b[2K';

/** Reports to people while the run goes on: a progress line where that is possible, each target when it is done. */
export function createConsoleReporter(screen: Screen, style: Style): Reporter {
  const printed = new Set<string>();
  let plan: RunPlanSummary | undefined;
  let done = 0;
  let bad = 0;
  let startedAt = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let drawn = false;

  const erase = () => {
    if (drawn) screen.write(eraseLine);
    drawn = false;
  };
  const print = (lines: readonly string[]) => {
    erase();
    screen.write(`${lines.join('\n')}\n`);
  };
  /** "  40 s left", once there is something to tell it by. */
  const left = (): string => {
    const passedMs = screen.now() - startedAt;
    if (!plan || done === 0 || passedMs < soonMs) return '';
    const leftMs = (passedMs / done) * (plan.scenarios - done);
    return `  ${Math.ceil(leftMs / 1000)} s left`;
  };
  const draw = (current: string) => {
    if (!screen.live || !plan || screen.now() - drawnAt < redrawMs) return;
    drawnAt = screen.now();
    drawn = true;
    const failed = bad > 0 ? `  ${marks.fail.mark} ${bad}` : '';
    const text = `${plan.protocol} ${plan.edition}  ${done}/${plan.scenarios}${failed}${left()}  ${current}`;
    screen.write(`${eraseLine}${paint(style, 'muted', truncate(neutralizeLine(text), style.width - 1))}`);
  };
  const printTarget = (target: TargetReport) => {
    const key = `${target.protocol} ${target.edition} ${target.url}`;
    if (printed.has(key)) return;
    printed.add(key);
    const lines = renderTarget(target, style);
    if (lines.length > 0) print(lines);
  };

  return {
    onTargetStart(next) {
      plan = next;
      done = 0;
      startedAt = screen.now();
      bad = 0;
      draw('');
    },
    onScenarioEnd(result: ScenarioResult) {
      done++;
      if (result.verdict === 'fail' || result.verdict === 'error') bad++;
      draw(result.id);
    },
    onTargetEnd: printTarget,
    onRunEnd(report: Report) {
      for (const target of report.targets) printTarget(target);
      print(renderSummary(report, style));
    },
  };
}
