import { readFileSync } from 'node:fs';
import { UsageError } from '../../core/errors.ts';
import type { JournalEntry, JournalTarget, UndoRequest } from './journal.ts';

/** Something that a run may have left on a target. */
export interface LeftEntry extends JournalEntry {
  readonly id: number;
  readonly target: JournalTarget;
  /** A secret was part of it, so that it is not as it was sent. */
  readonly redacted?: boolean;
}

/** What a journal says. */
export interface JournalReading {
  /** Process and machine of the run. */
  readonly pid: number;
  readonly host: string;
  /** What is left, the last made first. */
  readonly left: readonly LeftEntry[];
}

/**
 * Reads a journal as far as it was written: the last line of a run that was killed may be cut.
 * @throws {UsageError} when it is none.
 */
export function readJournal(file: string): JournalReading {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(
      `the journal ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
  const lines = text.split('\n').filter(Boolean);
  const [head, ...rest] = lines.flatMap((line, index) => readLine(file, line, index === lines.length - 1));
  if (head?.['journal'] !== 1) throw new UsageError(`${file} is no journal of a run`);
  const targets = new Map<number, LeftEntry['target']>();
  const entries = new Map<number, LeftEntry>();
  for (const line of rest) {
    const id = Number(line['id']);
    const known = entries.get(id);
    if ('protocol' in line) targets.set(Number(line['target']), targetOf(file, line));
    else if (line['done'] === true) entries.delete(id);
    else if (known !== undefined) entries.set(id, { ...known, ...undoOf(line), ...redactedOf(line) });
    else {
      const target = targets.get(Number(line['target']));
      if (target === undefined) throw new UsageError(`${file} is no journal of a run: an entry is of no target`);
      const told = { step: String(line['step']), sent: String(line['sent']), body: String(line['body']) };
      entries.set(id, { id, target, ...told, ...undoOf(line), ...redactedOf(line) });
    }
  }
  return { pid: Number(head['pid']), host: String(head['host']), left: [...entries.values()].reverse() };
}

type Line = Readonly<Record<string, unknown>>;

function readLine(file: string, line: string, isLast: boolean): readonly Line[] {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return [value as Line];
  } catch {
    if (isLast) return [];
  }
  throw new UsageError(`${file} is no journal of a run`);
}

function targetOf(file: string, line: Line): JournalTarget {
  const { protocol, url, identities } = line;
  if (typeof url !== 'string' || !/^https?:/.test(url) || !URL.canParse(url) || !Array.isArray(identities))
    throw new UsageError(`${file} is no journal of a run: a target is none`);
  return { protocol: String(protocol), url, identities: identities.map(String) };
}

function redactedOf(line: Line): { readonly redacted?: boolean } {
  return line['redacted'] === true ? { redacted: true } : {};
}

function undoOf(line: Line): { readonly undo?: UndoRequest } {
  const undo = line['undo'] as UndoRequest | undefined;
  const sound =
    typeof undo?.method === 'string' &&
    typeof undo.url === 'string' &&
    URL.canParse(undo.url) &&
    Array.isArray(undo.headers);
  return sound ? { undo } : {};
}
