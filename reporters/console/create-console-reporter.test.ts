import { expect, test } from 'vitest';
import { fixtureReport } from '../../tests/support/fixture-report.ts';
import { createConsoleReporter, type Screen } from './create-console-reporter.ts';
import { renderConsole } from './render-console.ts';
import { plainStyle } from './style.ts';

const [target] = fixtureReport.targets;
const summary = { protocol: 'dab', edition: 'v2', url: 'http://x', scenarios: 7 };

/** A screen that keeps what is written; its clock moves on with every look. */
function fakeScreen(live: boolean): Screen & { readonly text: () => string } {
  let written = '';
  let now = 0;
  return {
    live,
    write: (text) => {
      written += text;
    },
    now: () => {
      now += 100;
      return now;
    },
    text: () => written,
  };
}

/** What a terminal shows in the end: "erase the line" takes it away. */
function shown(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\r\u001b[2K').at(-1))
    .join('\n');
}

async function play(screen: Screen): Promise<void> {
  const reporter = createConsoleReporter(screen, { ...plainStyle, width: 80 });
  reporter.onRunStart?.();
  reporter.onTargetStart?.(summary);
  for (const scenario of target!.scenarios) reporter.onScenarioEnd?.(scenario);
  reporter.onTargetEnd?.(target!);
  await reporter.onRunEnd?.(fixtureReport);
}

test('without a live screen it writes just the report, each target once', async () => {
  const screen = fakeScreen(false);
  await play(screen);
  expect(screen.text()).toBe(renderConsole(fixtureReport, { ...plainStyle, width: 80 }));
});

test('on a live screen progress is drawn over and gone in the end', async () => {
  const screen = fakeScreen(true);
  await play(screen);
  expect(screen.text()).toContain('dab v2  7/7  ✗ 2  dab/batch/left-out');
  expect(shown(screen.text())).toBe(renderConsole(fixtureReport, { ...plainStyle, width: 80 }));
});

test('a run that ended before any target still has its verdict', async () => {
  const screen = fakeScreen(true);
  const report = { ...fixtureReport, targets: [], interrupted: true, verdict: 'undetermined', exitCode: 130 } as const;
  await createConsoleReporter(screen, plainStyle).onRunEnd?.(report);
  expect(screen.text()).toContain('Interrupted');
  expect(screen.text()).toContain('undetermined, exit 130');
});
