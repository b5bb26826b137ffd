import { type HeaderField, utf8 } from '../../core/http.ts';
import type { RecordedExchange, Recording, Story } from './recording.ts';

interface RawMessage {
  readonly headers: readonly HeaderField[];
  readonly body: string | null;
}

interface RawExchange {
  readonly id: string;
  readonly role?: string;
  readonly after?: string;
  readonly concurrent?: unknown;
  readonly request: RawMessage & { readonly method: string; readonly target: string };
  readonly response: RawMessage & { readonly status: number };
}

interface RawStory {
  readonly story: string;
  readonly concurrent?: unknown;
  readonly exchanges: readonly RawExchange[];
}

/** Reads a file of recordings (one JSON object a line) into stories. */
export function readStories(text: string, { format, credentials }: Recording): Story[] {
  const lines = text.split('\n').filter((line) => line !== '');
  if (format === 'stories') {
    return lines.map((line) => {
      const raw = JSON.parse(line) as RawStory;
      const exchanges = raw.exchanges.map((exchange) => toExchange(exchange, credentials));
      return { id: raw.story, configuration: undefined, exchanges, concurrent: raw.concurrent !== undefined };
    });
  }
  const raws = lines.map((line) => JSON.parse(line) as RawExchange);
  const byId = new Map(raws.map((raw) => [raw.id, raw]));
  return raws.map((raw) => {
    const before: RawExchange[] = [];
    for (let at = raw.after; at !== undefined; at = byId.get(at)?.after) {
      const earlier = byId.get(at);
      if (earlier) before.unshift({ ...earlier, role: 'set-up' });
    }
    return {
      id: raw.id,
      configuration: raw.id.split('/')[1]?.replace(/^(?:[\d.]+|main)-/, ''),
      exchanges: [...before, raw].map((exchange) => toExchange(exchange, credentials)),
      concurrent: raw.concurrent !== undefined,
    };
  });
}

function toExchange(raw: RawExchange, credentials: Recording['credentials']): RecordedExchange {
  const headers = raw.request.headers
    // Content-Length and Host are the sender's business; the service gets the body as bytes.
    .filter(([name]) => !/^(host|content-length|connection|transfer-encoding)$/i.test(name))
    .map(([name, value]): HeaderField => [name, credentials[value] ?? value]);
  return {
    id: raw.id,
    request: { method: raw.request.method, target: raw.request.target, headers, body: toBytes(raw.request.body) },
    response: { status: raw.response.status, headers: raw.response.headers, body: toBytes(raw.response.body) },
    compared: raw.role === undefined,
  };
}

function toBytes(body: string | null): Uint8Array {
  return utf8(body ?? '');
}
