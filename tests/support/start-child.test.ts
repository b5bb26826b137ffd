import { expect, test } from 'vitest';
import { startChild } from './start-child.ts';

let left: number | undefined;

test
  .skipIf(process.platform === 'win32')
  .fails('a test that goes wrong while a process of its process is running', async () => {
    const inner = `setInterval(() => undefined, 1000)`;
    const outer = `const { spawn } = require('node:child_process');
    console.log(spawn(process.execPath, ['--eval', ${JSON.stringify(inner)}], { stdio: 'ignore' }).pid);
    setInterval(() => undefined, 1000);`;
    const child = startChild(process.execPath, ['--eval', outer], { stdio: ['ignore', 'pipe', 'inherit'] });
    left = Number(await new Promise((resolve) => child.stdout?.once('data', resolve)));
    expect(isRunning(left)).toBe(true);
    throw new Error('wrong');
  });

test.skipIf(process.platform === 'win32')('leaves neither', async () => {
  while (isRunning(left ?? 0)) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(left).toBeGreaterThan(0);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
