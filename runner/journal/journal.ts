import type { HeaderField } from '../../core/http.ts';

/** A target that something is made on. */
export interface JournalTarget {
  readonly protocol: string;
  readonly url: string;
  /** Identities that had credentials. */
  readonly identities: readonly string[];
}

/** A request that undoes another, without any credentials. */
export interface UndoRequest {
  readonly method: string;
  readonly url: string;
  /** Whose credentials it is sent with. */
  readonly identity?: string;
  readonly headers: readonly HeaderField[];
  readonly body: string;
}

/** What is written before a request is sent that may make something. */
export interface JournalEntry {
  /** The scenario and its step. */
  readonly step: string;
  /** "POST http://host/path". */
  readonly sent: string;
  /** What was sent, cut. */
  readonly body: string;
  /** What undoes it, unless only the answer will tell. */
  readonly undo?: UndoRequest;
}

/** Keeps a record of what a run makes on a target, as it makes it, so that somebody else can undo it when the run cannot. */
export interface Journal {
  /** Gives the entry's number. */
  begin(entry: JournalEntry): number;
  /** What undoes it is known by now. */
  undoneBy(id: number, undo: UndoRequest): void;
  /** It was undone, or nothing was made. */
  done(id: number): void;
}
