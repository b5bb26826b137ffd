import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { UsageError } from '../../core/errors.ts';
import type { ReferenceServer } from '../../mock-server/index.ts';
import { checkWritable, writeFileAtomically } from '../../runner/write-file-atomically.ts';

/** The file that holds the rows of a server from one start to the next. */
interface KeptState {
  /** Writes the rows if anything has changed since. */
  save(): Promise<void>;
  /** Stops writing by itself. */
  stop(): void;
}

/** How often rows that have changed are written: who is killed loses no more than that. */
const everyMs = 2000;

/**
 * Takes the rows of the file, if there is one, and writes them there as they change.
 * @param told of what keeps it from being written.
 * @throws {UsageError} for a file that holds no state, or cannot be written.
 */
export async function keepState(
  server: ReferenceServer,
  file: string,
  told: (fault: string) => void,
): Promise<KeptState> {
  await checkWritable(file);
  if (existsSync(file)) await restore(server, file);
  let saved = server.changes();
  let writing: Promise<void> = Promise.resolve();
  const write = async (): Promise<void> => {
    const changes = server.changes();
    if (changes === saved && existsSync(file)) return;
    await writeFileAtomically(file, `${JSON.stringify(server.state())}\n`);
    saved = changes;
  };
  const save = (): Promise<void> => {
    // One after the other: the newest rows are those that stay.
    writing = writing
      .then(write)
      .catch((error: unknown) => told(error instanceof Error ? error.message : String(error)));
    return writing;
  };
  const timer = setInterval(() => {
    if (server.changes() !== saved) void save();
  }, everyMs);
  timer.unref();
  return { save, stop: () => clearInterval(timer) };
}

async function restore(server: ReferenceServer, file: string): Promise<void> {
  let state: unknown;
  try {
    state = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw notState(file, cause);
  }
  try {
    await server.restore(state);
  } catch (cause) {
    throw notState(file, cause);
  }
}

function notState(file: string, cause: unknown): UsageError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new UsageError(
    `--state ${file} cannot be read: ${reason}`,
    'it is a file that an earlier `serve --state` wrote; name one that is not there yet to begin with the first rows',
  );
}
