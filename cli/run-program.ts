import { homedir } from 'node:os';
import { CommanderError } from 'commander';
import { cacheFolder } from './cache-folder.ts';
import type { CommandContext } from './command-context.ts';
import { createProgram } from './create-program.ts';
import { createOutput } from './output/output.ts';
import { readTool } from './read-tool.ts';

/** Runs one command line; gives the exit code. Only the second Ctrl-C ends the process from inside. */
export async function runProgram(args: readonly string[], host: NodeJS.Process): Promise<number> {
  const context: CommandContext = {
    stdout: createOutput(host.stdout),
    stderr: createOutput(host.stderr),
    env: host.env,
    cwd: host.cwd(),
    cache: cacheFolder(host.env, host.platform, homedir()),
    tool: readTool(),
    onInterrupt: (listener) => onInterrupt(host, listener),
  };
  let exitCode = 0;
  const program = createProgram(context, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has printed its message (or the help) already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { printError } = await import('./output/print-error.ts');
    return printError(error, context);
  }
}

function onInterrupt(host: NodeJS.Process, listener: () => void): () => void {
  let first = true;
  const handle = (): void => {
    if (!first) host.exit(130);
    first = false;
    listener();
  };
  host.on('SIGINT', handle);
  host.on('SIGTERM', handle);
  return () => {
    host.off('SIGINT', handle);
    host.off('SIGTERM', handle);
  };
}
