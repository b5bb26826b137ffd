import { fileURLToPath } from 'node:url';
import { startChild } from './start-child.ts';

/** What a child process printed and how it ended. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Whoever runs the tests may be behind a proxy; what the tests start is not. Nothing of a test stays in the caches of whoever runs it. */
export const quietEnv: NodeJS.ProcessEnv = {
  HTTP_PROXY: '',
  http_proxy: '',
  HTTPS_PROXY: '',
  https_proxy: '',
  NO_PROXY: '',
  no_proxy: '',
  NO_COLOR: '1',
  CONFORMANCE_CACHE: 'off',
  CONFORMANCE_JOURNALS: 'off',
};

/** Runs a command to its end, or to that of the test. */
export function runCommand(
  file: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = startChild(file, args, {
      cwd: options.cwd,
      env: { ...process.env, ...quietEnv, ...options.env },
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs the built command line. */
export function runCli(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Finished> {
  return runCommand(process.execPath, [cliPath, ...args], options);
}

/** The built command line; `npm test` builds first. */
export const cliPath: string = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
