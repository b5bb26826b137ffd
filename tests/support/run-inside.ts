import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cliPath, type Finished, quietEnv } from './run-node.ts';

type RunProgram = (args: readonly string[], host: NodeJS.Process) => Promise<number>;
let loaded: Promise<{ readonly runProgram: RunProgram }> | undefined;

/**
 * Runs the built command line as {@link runCli} does, but in this process: for tables of many runs, of which each process of its own would
 * spend most of its time on starting. What depends on the process itself (signals, standard streams that close, exit) wants `runCli`.
 */
export async function runInside(
  args: readonly string[],
  { cwd = process.cwd(), env = {} }: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Finished> {
  loaded ??= builtProgram();
  const { runProgram } = await loaded;
  const stdout = createStream();
  const stderr = createStream();
  const host = Object.assign(new EventEmitter(), {
    stdin: { isTTY: false },
    stdout,
    stderr,
    env: { ...process.env, ...quietEnv, ...env },
    platform: process.platform,
    cwd: () => cwd,
    exitCode: undefined,
  });
  const code = await runProgram(args, host as unknown as NodeJS.Process);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** The module that dist/main.js hands its arguments to. */
function builtProgram(): Promise<{ readonly runProgram: RunProgram }> {
  const name = /\.\/(chunk-run-program-[\w-]+\.js)/.exec(readFileSync(cliPath, 'utf8'))?.[1];
  if (name === undefined) throw new Error('dist/main.js names no run-program: npm run build makes it');
  return import(/* @vite-ignore */ pathToFileURL(join(dirname(cliPath), name)).href);
}

function createStream() {
  return Object.assign(new EventEmitter(), {
    text: '',
    isTTY: false,
    write(chunk: string) {
      this.text += chunk;
      return true;
    },
  });
}
