/** A request as a public client sends it, and what the client makes of the answer. `{name}` stands for what an earlier answer gave. */
export interface ClientRequest {
  readonly method: string;
  readonly target: string;
  /** Field lines as the client's HTTP library writes them, in its order and letter case. `{host}` and `{length}` are filled in. */
  readonly fields: readonly string[];
  readonly body: string;
  readonly status: number;
  /** Members of the answer that the client reads; "0/ID" leads into lists. An empty list: it has no body. */
  readonly reads?: readonly string[];
  /** Kept for later requests, by a place in the answer; "" is the whole. */
  readonly keeps?: Readonly<Record<string, string>>;
  /** What the answer has at some place. */
  readonly shows?: Readonly<Record<string, unknown>>;
  /** What the server says that it does not have. */
  readonly unmodelled?: string;
}

/** What a client sends, one request after the other. */
export interface ClientStory {
  readonly client: string;
  /** Where its source was read. */
  readonly source: string;
  readonly requests: readonly ClientRequest[];
}

/** What of a request its client does not say with each. */
export type Sent = Partial<Omit<ClientRequest, 'method' | 'target' | 'fields'>>;

/** Writes requests of one client: `fields` of the HTTP library that it uses, with and without a body. */
export const sender =
  (fields: (body: string | undefined) => readonly string[], base = '/m42Services/api') =>
  (method: string, path: string, { status = 200, body, ...rest }: Sent = {}): ClientRequest => ({
    method,
    target: `${base}${path}`,
    fields: fields(body),
    body: body ?? '',
    status,
    ...rest,
  });

/** The bearer token that an earlier exchange gave. */
export const access = 'Authorization: Bearer {access}';

/** The API token of the bundled server. */
export const apiToken = 'Authorization: Bearer m42-api-token';

/** The page's category. */
export const category = '7777780d-71a0-df11-708c-000c2968299e';

/** A query as most libraries write it. */
export const query = (options: Readonly<Record<string, string | number>>): string =>
  String(new URLSearchParams(Object.entries(options).map(([name, value]): [string, string] => [name, String(value)])));
