import { homedir } from 'node:os';
import { type Command, CommanderError } from 'commander';
import { cacheFolder } from './cache-folder.ts';
import type { CommandContext } from './command-context.ts';
import { createProgram } from './create-program.ts';
import { journalFolder } from './journal-folder.ts';
import { createOutput } from './output/output.ts';
import { readTool } from './read-tool.ts';

/** Runs one command line; gives the exit code. Only the second Ctrl-C ends the process from inside. */
export async function runProgram(args: readonly string[], host: NodeJS.Process): Promise<number> {
  const stderr = createOutput(host.stderr);
  let lost = false;
  const context: CommandContext = {
    stdout: createOutput(host.stdout, (error) => {
      lost = true;
      stderr.write(`error: standard output cannot be written: ${error.message}\n`);
      host.exitCode = 3;
    }),
    stderr,
    env: host.env,
    cwd: host.cwd(),
    cache: cacheFolder(host.env, host.platform, homedir()),
    journals: journalFolder(host.env, host.platform, homedir()),
    tool: readTool(),
    onInterrupt: (listener) => onInterrupt(host, listener),
    // Standard input is opened by whoever looks at it: by commands that ask.
    get ask() {
      return host.stdin.isTTY && host.stderr.isTTY ? (question: string) => askAtTerminal(host, question) : undefined;
    },
  };
  let exitCode = 0;
  const program = createProgram(context, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    // What nobody could read must not look like a pass.
    return lost && exitCode === 0 ? 3 : exitCode;
  } catch (error) {
    // Commander has printed its message (or the help) already.
    if (error instanceof CommanderError) return error.exitCode === 0 || isHelp(error, args, program) ? 0 : 2;
    const { printError } = await import('./output/print-error.ts');
    return printError(error, context);
  }
}

/** Was help asked for by the command of that name? Commander ends it like a fault when an exit code is set already. */
function isHelp({ code }: CommanderError, [first, about]: readonly string[], { commands }: Command): boolean {
  return (
    code === 'commander.help' &&
    first === 'help' &&
    (about === undefined || commands.some((one) => one.name() === about))
  );
}

async function askAtTerminal({ stdin, stderr }: NodeJS.Process, question: string): Promise<string | undefined> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: stdin, output: stderr });
  const closed = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  try {
    return await Promise.race([lines.question(question).then((text) => text.trim()), closed]);
  } finally {
    lines.close();
  }
}

/** Ctrl-C, a CI system that cancels, and a terminal that is closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function onInterrupt(host: NodeJS.Process, listener: () => void): () => void {
  let first = true;
  const handle = (): void => {
    if (!first) host.exit(130);
    first = false;
    listener();
  };
  for (const signal of signals) host.on(signal, handle);
  return () => {
    for (const signal of signals) host.off(signal, handle);
  };
}
