import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import type { Journal, JournalTarget, UndoRequest } from './journal.ts';

/** A journal in a file, for the targets of one run. */
export interface JournalFile {
  readonly file: string;
  /** The journal of one target. @param redact hides what must not be written anywhere. */
  forTarget(target: JournalTarget, redact: (text: string) => string): Journal;
  /** Removes the file if nothing is left; gives how much may be. */
  close(): number;
}

/**
 * Starts a journal. Each line is handed to the system before the request that it speaks of is sent, so that it is there when the
 * process is killed; it is not forced to the disk, as a machine that goes down is rarer and far slower to guard against.
 * The file is made with the first line, for the user alone.
 * @throws {UsageError} when it cannot be made.
 */
export function openJournal(file: string): JournalFile {
  let descriptor: number;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    descriptor = openSync(file, 'wx', 0o600);
  } catch (cause) {
    const why =
      (cause as NodeJS.ErrnoException).code === 'EEXIST' ? 'it is there: of a run whose rows are left?' : String(cause);
    throw new UsageError(`the journal ${file} cannot be written: ${why}`, 'see: conformance cleanup --help');
  }
  const write = (line: object): void => void writeSync(descriptor, `${JSON.stringify(line)}\n`);
  write({ journal: 1, pid: process.pid, host: hostname(), started: new Date().toISOString() });
  const open = new Set<number>();
  let targets = 0;
  let entries = 0;
  return {
    file,
    forTarget: (of, redact) => {
      const target = targets++;
      write({ target, ...of });
      // What a secret is part of cannot be sent again by somebody else; it is named all the same.
      const tell = <T extends object>(line: T, hidden: T): void =>
        write(JSON.stringify(line) === JSON.stringify(hidden) ? line : { ...hidden, redacted: true });
      const hide = (undo: UndoRequest): UndoRequest => ({
        ...undo,
        url: redact(undo.url),
        headers: undo.headers.map(([name, value]) => [name, redact(value)]),
        body: redact(undo.body),
      });
      return {
        begin: (entry) => {
          const id = entries++;
          open.add(id);
          const undo = entry.undo === undefined ? {} : { undo: hide(entry.undo) };
          const hidden = { ...entry, sent: redact(entry.sent), body: redact(entry.body), ...undo };
          tell({ id, target, ...entry }, { id, target, ...hidden });
          return id;
        },
        undoneBy: (id, undo) => tell({ id, undo }, { id, undo: hide(undo) }),
        done: (id) => {
          if (open.delete(id)) write({ id, done: true });
        },
      };
    },
    close: () => {
      closeSync(descriptor);
      if (open.size === 0) rmSync(file, { force: true });
      return open.size;
    },
  };
}
