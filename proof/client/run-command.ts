import { spawn } from 'node:child_process';

/** How a command ended. */
export interface Ended {
  /** Undefined: a signal ended it, or it could not be started. */
  readonly code?: number;
  /** Why there is no code. */
  readonly fault?: string;
  /** What it wrote last, on both its outputs together. */
  readonly output: string;
}

/** What a command is run with. */
export interface CommandSetting {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Told of all that it writes, as it comes. */
  readonly onOutput?: (text: string) => void;
}

/** So much of its output is kept. */
const kept = 4096;

/** Runs a command to its end, and what it has started with it. Never rejects. */
export function runCommand([file = '', ...args]: readonly string[], setting: CommandSetting): Promise<Ended> {
  const { env, cwd, timeoutMs, signal, onOutput } = setting;
  return new Promise((resolve) => {
    let output = '';
    let killed: string | undefined;
    // A group of its own, so that what it starts ends with it.
    const group = process.platform !== 'win32';
    const child = spawn(file, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: group, shell: !group });
    const kill = (why: string): void => {
      killed ??= why;
      try {
        if (group && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        else child.kill('SIGKILL');
      } catch {
        // It has just ended by itself.
      }
    };
    const timer = setTimeout(() => kill(`the command did not end within ${timeoutMs / 1000} s`), timeoutMs);
    const interrupt = (): void => kill('interrupted');
    signal?.addEventListener('abort', interrupt, { once: true });
    const end = (ended: Omit<Ended, 'output'>): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', interrupt);
      resolve({ ...ended, output });
    };
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-kept);
        onOutput?.(text);
      });
    child.on('error', (error) => end({ fault: `the command could not be started: ${error.message}` }));
    child.on('close', (code, by) =>
      end(code === null || killed !== undefined ? { fault: killed ?? `the command was ended by ${by}` } : { code }),
    );
    if (signal?.aborted) interrupt();
  });
}
