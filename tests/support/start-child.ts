import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { afterEach } from 'vitest';

const running = new Set<ChildProcess>();
const windows = process.platform === 'win32';

// A test that fails or takes too long does not leave its processes to those after it.
afterEach(endChildren);
process.on('exit', endChildren);

/**
 * Starts a process in a session of its own, without a shell except where Windows needs one for .cmd files. When the test is over it is ended,
 * with all that it started.
 */
export function startChild(file: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(file, args, { shell: windows && file !== process.execPath, detached: !windows, ...options });
  running.add(child);
  child.on('close', () => running.delete(child));
  return child;
}

function endChildren(): void {
  for (const child of running) {
    running.delete(child);
    try {
      if (windows || child.pid === undefined) child.kill('SIGKILL');
      else process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself meanwhile.
    }
  }
}
