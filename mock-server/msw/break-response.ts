import type { WireFault } from '../kernel/wire-fault.ts';

/** What `fetch` sees of an answer that does not arrive as it is: an error of the network, or a body that breaks off. */
export async function breakResponse(response: Response, body: Uint8Array, wire: WireFault): Promise<Response> {
  if (wire.kind === 'reset') return Response.error();
  if (wire.kind === 'silence') {
    await new Promise((resolve) => setTimeout(resolve, wire.ms));
    return Response.error();
  }
  const half = new Uint8Array(body.subarray(0, body.length >> 1));
  const { status, headers } = response;
  if (wire.kind === 'wrong-length') return new Response(half, { status, headers });
  const broken = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(half),
    pull: (controller) => controller.error(new TypeError('terminated')),
  });
  return new Response(broken, { status, headers });
}
