import type { Output } from './output/output.ts';

/** All that a command may touch of the outside world, beside files and the network. */
export interface CommandContext {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Folder for what is kept between runs; undefined: nothing is. */
  readonly cache: string | undefined;
  /** Folder for the journals of runs; undefined: none are kept. */
  readonly journals: string | undefined;
  readonly tool: { readonly name: string; readonly version: string };
  /** Asks the person at the terminal; undefined: there is none. An answer that is not given is undefined. */
  readonly ask: ((question: string) => Promise<string | undefined>) | undefined;
  /** Calls back at the first Ctrl-C, SIGTERM or SIGHUP; a second one ends the process at once. Returns how to stop listening. */
  onInterrupt(listener: () => void): () => void;
}
