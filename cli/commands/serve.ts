import { resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { createReferenceServer, loadCore, protocolIds } from '../../mock-server/index.ts';
import { quoteShell } from '../../reporters/curl/quote-shell.ts';
import type { CommandContext } from '../command-context.ts';
import { chooseProtocols } from '../run/choose-protocols.ts';
import { parseCount, parseDuration } from '../run/parse-count.ts';
import { readCertificates } from '../run/read-certificates.ts';
import { resolveEnvValue } from '../run/resolve-env-value.ts';
import { keepCertificate, trustLines } from '../serve/keep-certificate.ts';
import { readCertificate } from '../serve/read-certificate.ts';

export interface ServeArguments {
  readonly port?: string;
  readonly host?: string;
  readonly edition?: string;
  readonly controlToken?: string;
  readonly token?: string;
  readonly https?: boolean;
  readonly cert?: string;
  readonly key?: string;
  readonly tokenLifetime?: string;
  readonly clientCertificate?: string;
}

/** `serve`: the reference server until Ctrl-C. Prints where it listens and one request per protocol that works. */
export async function serveCommand(
  ids: readonly string[],
  given: ServeArguments,
  context: CommandContext,
): Promise<number> {
  const protocols = chooseProtocols(protocolIds, ids);
  const [only] = protocols;
  if (given.controlToken === '') throw new UsageError('--control-token takes a text that is not empty');
  if (given.token === '') throw new UsageError('--token takes a text that is not empty');
  const token = given.token === undefined ? undefined : resolveEnvValue(given.token, context.env).text;
  const https = await readCertificate(given, context.cwd);
  const server = await createReferenceServer({
    protocols,
    ...(https === undefined ? {} : { https }),
    port: parseCount('--port', given.port ?? '4010', 0, 65_535),
    host: given.host ?? '127.0.0.1',
    ...(given.edition === undefined ? {} : { edition: given.edition }),
    ...(protocols.length === 1 && only !== undefined ? { root: only } : {}),
    ...(given.controlToken === undefined
      ? {}
      : { controlToken: resolveEnvValue(given.controlToken, context.env).text }),
    // Client libraries come with tokens of their own: what they send is their business, unless somebody says so.
    service: { token: token === undefined ? { any: true } : { only: token } },
    tokens: await tokenOptions(given, context),
    onFault: (error) => context.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`),
  });
  const kept = await keepCertificate(server, context.cache);
  const interrupted = new Promise<void>((resolve) => context.onInterrupt(resolve));
  context.stdout.write(`Listening on ${server.url} (Ctrl-C ends it)\n`);
  if (kept) context.stdout.write(trustLines(kept.file, server.url));
  const curl = kept ? `curl -i --cacert ${quoteShell(kept.file)}` : 'curl -i';
  for (const id of protocols) context.stdout.write(`\n${id}\n  ${await exampleLine(id, server.url, curl)}\n`);
  await interrupted;
  await server.stop();
  await kept?.remove();
  return 0;
}

/** How the token endpoints give out tokens. */
async function tokenOptions(
  { tokenLifetime, clientCertificate }: ServeArguments,
  { cwd }: CommandContext,
): Promise<NonNullable<Parameters<typeof createReferenceServer>[0]>['tokens'] & object> {
  const certificate =
    clientCertificate === undefined
      ? undefined
      : await readCertificates(resolve(cwd, clientCertificate), '--client-certificate');
  return {
    ...(tokenLifetime === undefined
      ? {}
      : { lifetimeSeconds: parseDuration('--token-lifetime', tokenLifetime) / 1000 }),
    ...(certificate === undefined ? {} : { certificate }),
  };
}

async function exampleLine(id: string, url: string, curl: string): Promise<string> {
  const { example, title } = await loadCore(id);
  const words = [
    curl,
    ...(example.method === 'GET' ? [] : [`-X ${quoteShell(example.method)}`]),
    ...example.headers.map(([name, value]) => `-H ${quoteShell(`${name}: ${value}`)}`),
    ...(example.body === undefined ? [] : [`--data-binary ${quoteShell(example.body)}`]),
    ...(/[[\]{}]/.test(example.target) ? ['--globoff'] : []),
    quoteShell(`${url}/${id}${example.target}`),
  ];
  return `${title}\n  ${words.join(' ')}`;
}
