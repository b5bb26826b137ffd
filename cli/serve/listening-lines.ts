import { networkInterfaces } from 'node:os';

/** What a server listens on, in lines for people: one URL, or those of all addresses when it listens on any. */
export function listeningLines(
  url: string,
  host: string,
  interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces(),
): readonly string[] {
  const first = `Listening on ${url} (Ctrl-C ends it)`;
  if (host !== '0.0.0.0' && host !== '::') return [first];
  const { protocol, port } = new URL(url);
  const others = Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && (host === '::' || family === 'IPv4'))
    .map(({ address, family }) => `${protocol}//${family === 'IPv6' ? `[${address}]` : address}:${port}`);
  return [
    first,
    `  on every address of this machine${others.length > 0 ? `: ${others.join(', ')}` : ''}`,
    '  Whoever reaches this machine can read and write all rows.',
  ];
}
