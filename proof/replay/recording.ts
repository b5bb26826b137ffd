import type { HttpRequest, HttpResponse } from '../../core/http.ts';

/** One recorded exchange, requests and answers as plain data. */
export interface RecordedExchange {
  readonly id: string;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  /** Set-up and check requests are replayed, but only what the story is about is compared. */
  readonly compared: boolean;
}

/** Exchanges that were sent one after the other on one state. */
export interface Story {
  readonly id: string;
  /** Part of the id that names the configuration ("dev", "prod"); undefined where there is only one. */
  readonly configuration: string | undefined;
  readonly exchanges: readonly RecordedExchange[];
  /** Sent together: the order in which they took effect is not known, so they are not replayed. */
  readonly concurrent: boolean;
}

/** One file of recordings and how to replay it (spec/<id>/observed/recordings.yaml). */
export interface Recording {
  readonly file: string;
  readonly edition: string;
  readonly product: string;
  readonly recorded: string;
  readonly format: 'exchanges' | 'stories';
  /** Features of the core by configuration; configurations that are not here are not replayed. */
  readonly configurations: Readonly<Record<string, readonly string[]>>;
  /** Prefixes of exchange ids in scope. */
  readonly scope: readonly string[];
  /** Rule-governed headers, lower case: there or not there, and their values up to server-made tokens. */
  readonly headers: readonly string[];
  /** Where the product was reached, for absolute URLs in its answers; default: they are not absolute. */
  readonly baseUrl?: string;
  /** Texts in recorded requests ("Bearer {so}") and what the core knows instead. */
  readonly credentials: Readonly<Record<string, string>>;
}

/** A difference between record and core that is known (spec/<id>/observed/differences.yaml); "*" stands for any text. */
export interface ListedDifference {
  /** File of the recording; default: any. */
  readonly file?: string;
  readonly story: string;
  /** Id of the exchange; default: any of the story. */
  readonly exchange?: string;
  readonly reason: string;
}
