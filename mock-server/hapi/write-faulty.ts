import type { ServerResponse } from 'node:http';
import type { HttpResponse } from '../../core/http.ts';
import type { WireFault } from '../kernel/wire-fault.ts';
import { writeResponse } from './write-response.ts';

/** Lets an answer arrive otherwise than it is, or not at all. */
export function writeFaulty(res: ServerResponse, method: string, response: HttpResponse, wire: WireFault): void {
  switch (wire.kind) {
    case 'reset':
      reset(res);
      return;
    case 'silence':
      setTimeout(() => res.destroy(), wire.ms).unref();
      return;
    case 'truncated':
    case 'wrong-length': {
      const { body } = response;
      const half = body.length >> 1;
      if (method === 'HEAD' || half === 0) {
        writeResponse(res, method, response);
        return;
      }
      const isCut = wire.kind === 'truncated';
      // What stands behind a body that is longer than it says would be read as the next answer.
      writeHead(res, response, isCut ? body.length : half);
      if (isCut) res.write(body.subarray(0, half), () => res.destroy());
      else res.end(body);
    }
  }
}

function writeHead(res: ServerResponse, { status, headers }: HttpResponse, length: number): void {
  const kept = headers.filter(([name]) => !['content-length', 'transfer-encoding'].includes(name.toLowerCase()));
  res.writeHead(status, [...kept, ['Content-Length', String(length)], ['Connection', 'close']].flat());
}

/** With TLS there is no reset to be had: the connection is closed. */
function reset(res: ServerResponse): void {
  const { socket } = res;
  try {
    socket?.resetAndDestroy();
  } catch {
    socket?.destroy();
  }
}
