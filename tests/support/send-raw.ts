import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** An answer as it came over a socket. */
export interface RawAnswer {
  readonly status: number;
  /** By name in lower case. */
  readonly fields: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Sends exactly these bytes to a port of this machine, and reads the one answer. */
export function sendRaw(port: number, bytes: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer in 10 s')));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`the answer ended early: ${received.toString('utf8')}`)));
    socket.on('data', (part) => {
      received = Buffer.concat([received, part]);
      const answer = readAnswer(received);
      if (!answer) return;
      resolve(answer);
      socket.destroy();
    });
  });
}

/** The answer in what was received, once all of it is there. */
function readAnswer(received: Buffer): RawAnswer | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = received.subarray(0, end).toString('latin1').split('\r\n');
  const fields = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = received.subarray(end + 4);
  const status = Number(first.split(' ')[1]);
  const length = status === 204 ? 0 : Number(fields.get('content-length'));
  if (body.length < length) return undefined;
  const content = body.subarray(0, length);
  const zipped = fields.get('content-encoding') === 'gzip';
  return { status, fields, body: (zipped ? gunzipSync(content) : content).toString('utf8') };
}
