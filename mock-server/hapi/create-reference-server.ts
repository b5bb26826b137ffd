import type { IncomingMessage, ServerResponse } from 'node:http';
import Hapi from '@hapi/hapi';
import { ConformanceError } from '../../core/errors.ts';
import { type HeaderField, type HttpResponse, headerValue } from '../../core/http.ts';
import type { TokenOptions } from '../identity/create-token-service.ts';
import { createTokenDesk } from '../identity/token-desk.ts';
import type { Service, ServiceOptions } from '../kernel/create-service.ts';
import { createServicePool } from '../kernel/create-service-pool.ts';
import type { ProtocolCore } from '../kernel/protocol-core.ts';
import { loadCore, protocolIds } from '../protocols/index.ts';
import { type Answered, answerRequest, type Mounts } from './answer-request.ts';
import { compress } from './compress.ts';
import { controlPlane, controlPrefix } from './control-plane.ts';
import { answerPreflight, corsHeaders } from './cors.ts';
import { createListener } from './create-listener.ts';
import { isLoopbackHost, isOwnHost } from './loopback.ts';
import { type Certificate, makeCertificate } from './make-certificate.ts';
import { pairs, readRequest } from './read-request.ts';
import { decodeServices, type EncodedServices, encodeServices, restoreServices } from './service-states.ts';
import { startError } from './start-error.ts';
import { problem, writeResponse } from './write-response.ts';

/** How the reference server listens, and what it serves. */
export interface ReferenceServerOptions {
  /** Protocols to mount under `/<id>`; default: all. */
  readonly protocols?: readonly string[];
  /** The protocol that also answers at the root. */
  readonly root?: string;
  /** 0 (default): any free one. */
  readonly port?: number;
  /** Default: 127.0.0.1, so that nobody else can reach it. */
  readonly host?: string;
  /** https, with this certificate (PEM), or with one that is made at start for this machine; default: http. */
  readonly https?: true | Certificate;
  /** Edition for requests that name none, of the protocols that have it; default: each protocol's own. */
  readonly edition?: string;
  /** Lets clients elsewhere use the control plane; without it only this machine may. */
  readonly controlToken?: string;
  /** Set-up of every service: a bug, a lawful difference, a seed, a clock. */
  readonly service?: ServiceOptions;
  /**
   * Names by which clients may call a server that listens beyond this machine, beside addresses, names of this machine and names
   * without a dot; "*": any.
   */
  readonly allowedHosts?: readonly string[];
  /** Larger request bodies are answered 413; default 64 MiB. */
  readonly maxBodyBytes?: number;
  /** Sessions kept beside the shared one; default 64. */
  readonly maxSessions?: number;
  /** How the token endpoints give out tokens. */
  readonly tokens?: TokenOptions;
  /** Further protocols, or other ones in place of the bundled; default: the bundled. */
  readonly cores?: readonly ProtocolCore[];
  /** What a rule says, as JSON, for `GET /_conformance/explain/{id}`; undefined: there is no such rule. */
  readonly explain?: (rule: string) => Promise<object | undefined>;
  /** Told of a fault of the server itself while it answered (500); default: nobody. */
  readonly onFault?: (error: unknown) => void;
}

/** A server that listens. */
export interface ReferenceServer {
  /** Origin, "http://127.0.0.1:41234", without trailing slash. */
  readonly url: string;
  readonly port: number;
  /** The certificate that was made at start (PEM), for clients to trust; undefined: none was. */
  readonly certificate: string | undefined;
  /**
   * The service behind requests, to arm faults in, put rows into and look at exchanges: of a protocol, in its default edition and in the
   * shared session unless it is told otherwise.
   * @throws {ConformanceError} ERR_USAGE for a protocol or an edition that is not served.
   */
  service(protocol: string, which?: { readonly edition?: string; readonly session?: string }): Promise<Service>;
  /** The rows of all that is in use, as JSON. */
  state(): EncodedServices;
  /**
   * Puts rows in place of those that are there.
   * @throws {ConformanceError} ERR_USAGE for what is no state, or one of other protocols.
   */
  restore(state: unknown): Promise<void>;
  /** How much was done that may have changed rows, counted up: whoever keeps the state sees whether there is anything new. */
  changes(): number;
  /** Serves something else from now on, with first rows, on the same port: how it listens stays as it is. */
  remount(options: ReferenceServerOptions): Promise<void>;
  /** Stops listening; answers under way are still sent, for at most two seconds. */
  stop(): Promise<void>;
}

/**
 * Starts the reference server.
 * @throws {ConformanceError} ERR_SERVER if it cannot listen there; ERR_USAGE for a certificate that cannot be used, for an unknown protocol or edition.
 */
export async function createReferenceServer(options: ReferenceServerOptions = {}): Promise<ReferenceServer> {
  const { port = 0, host = '127.0.0.1', maxBodyBytes = 64 * 1024 * 1024 } = options;
  const mounts: Mutable<Mounts> = await createMounts(options);
  const made = options.https === true ? await makeCertificate(host) : undefined;
  const certificate = options.https === true ? made : options.https;
  // Whoever is on this machine may call its loopback address by any name.
  const isWide = !isLoopbackHost(host.includes(':') ? `[${host}]` : host);
  const scheme = certificate ? 'https' : 'http';
  const listener = listenWith(certificate);
  const server = Hapi.server({ port, host, listener, tls: certificate !== undefined, compression: false });
  await server.register(controlPlane(mounts, options.controlToken));
  server.ext('onRequest', async (request, h) => {
    const { req, res } = request.raw;
    // A preflight carries neither body nor credentials, so it is the same for protocols and control plane.
    const preflight = req.method === 'OPTIONS' ? answerPreflight(pairs(req.rawHeaders)) : undefined;
    if (preflight) {
      writeResponse(res, 'OPTIONS', preflight);
      return h.abandon;
    }
    if (isWide && !isOwnHost(req.headers.host ?? '', options.allowedHosts ?? [])) {
      writeResponse(res, req.method ?? 'GET', problem(421, otherHost(req.headers.host ?? '')));
      return h.abandon;
    }
    if (isBelow(controlPrefix, req.url)) return h.continue;
    await answer(mounts, scheme, req, res, maxBodyBytes, options.onFault);
    // Hapi's own way to the wire would turn 200 with an ETag into 304, add a charset, and judge the URL first.
    return h.abandon;
  });
  try {
    await server.start();
  } catch (cause) {
    throw startError(cause, host, port);
  }
  // Counted up although what counts is replaced.
  let replaced = 0;
  const listening = Number(server.info.port);
  return {
    url: `${scheme}://${reachable(host)}:${listening}`,
    port: listening,
    certificate: made?.cert,
    service: async (protocol, which = {}) => {
      if (!mounts.protocols.includes(protocol))
        throw new ConformanceError('ERR_USAGE', `there is no protocol "${protocol}" here`);
      return mounts.pool.get({ protocol, ...which });
    },
    state: () => encodeServices(mounts.pool.list()),
    restore: async (state) => {
      const read = decodeServices(state);
      const other = read?.find(({ protocol }) => !mounts.protocols.includes(protocol));
      if (read === undefined) throw new ConformanceError('ERR_USAGE', 'this is no state of a reference server');
      if (other) throw new ConformanceError('ERR_USAGE', `there is no protocol "${other.protocol}" here`);
      await restoreServices(mounts.pool, read);
    },
    changes: () => replaced + changesIn(mounts),
    remount: async (others) => {
      const next = await createMounts(others);
      replaced += changesIn(mounts) + 1;
      Object.assign(mounts, next);
    },
    stop: () => server.stop({ timeout: 2000 }),
  };
}

function listenWith(certificate: Certificate | undefined): ReturnType<typeof createListener> {
  try {
    return createListener(certificate);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConformanceError('ERR_USAGE', `the certificate or its key cannot be used: ${reason}`, {
      hint: 'they go together, and are PEM: "-----BEGIN CERTIFICATE-----" … and "-----BEGIN PRIVATE KEY-----" …',
      cause,
    });
  }
}

function changesIn({ pool }: Mounts): number {
  return pool.list().reduce((sum, { service }) => sum + service.changes(), 0);
}

function otherHost(host: string): string {
  return `this server does not answer to the name "${host}": start it with --allowed-hosts ${host || 'NAME'} (in a program: allowedHosts)`;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The host part of a URL by which this machine reaches a listener on `host`. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

async function createMounts({
  cores = [],
  root,
  edition,
  service,
  maxSessions,
  tokens = {},
  explain,
  ...rest
}: ReferenceServerOptions): Promise<Mounts> {
  const given = new Map(cores.map((core) => [core.id, core]));
  const load = async (id: string): Promise<ProtocolCore> => given.get(id) ?? loadCore(id);
  const protocols = rest.protocols ?? (cores.length > 0 ? [...given.keys()] : protocolIds);
  const known = [...new Set([...given.keys(), ...protocolIds])];
  for (const id of root === undefined ? protocols : [...protocols, root])
    if (!known.includes(id))
      throw new ConformanceError('ERR_USAGE', `there is no protocol "${id}"`, {
        hint: `there are: ${known.join(', ')}`,
      });
  if (edition !== undefined) {
    const loaded = await Promise.all(protocols.map(load));
    if (!loaded.some(({ editions }) => editions.includes(edition)))
      throw new ConformanceError('ERR_USAGE', `there is no edition "${edition}"`, {
        hint: loaded.map(({ id, editions }) => `${id}: ${editions.join(', ')}`).join('; '),
      });
  }
  const pool = createServicePool(load, { ...service, ...(edition !== undefined && { edition }) }, maxSessions);
  const desk = createTokenDesk(() => Promise.all(protocols.map(load)), tokens);
  return { pool, desk, protocols, root, ...(explain && { explain }) };
}

/** Where tokens are given out. */
const identityPath = '/_identity';

function isBelow(prefix: string, target = ''): boolean {
  return target === prefix || target.startsWith(`${prefix}/`) || target.startsWith(`${prefix}?`);
}

async function answer(
  mounts: Mounts,
  scheme: string,
  req: IncomingMessage,
  res: ServerResponse,
  maxBodyBytes: number,
  onFault: ReferenceServerOptions['onFault'],
): Promise<void> {
  const request = await readRequest(req, res, maxBodyBytes);
  if (request === 'aborted') return;
  if (request === 'too-large') {
    const close: HeaderField[] = [['Connection', 'close']];
    writeResponse(res, 'POST', problem(413, `a body may have ${maxBodyBytes} bytes`, close));
    return;
  }
  const origin = `${scheme}://${headerValue(request.headers, 'host') ?? 'localhost'}`;
  try {
    const answered: Answered = isBelow(identityPath, request.target)
      ? await (await mounts.desk.service()).answer(request, origin)
      : await answerRequest(mounts, request, origin);
    const response = compress(request, withCors(answered, request.headers));
    const { wire } = answered;
    if (wire) (await import('./write-faulty.ts')).writeFaulty(res, request.method, response, wire);
    else writeResponse(res, request.method, response);
  } catch (error) {
    onFault?.(error);
    const text = error instanceof Error ? error.message : String(error);
    if (!res.headersSent) writeResponse(res, request.method, problem(500, `the reference server has a fault: ${text}`));
  }
}

function withCors(response: HttpResponse, sent: readonly HeaderField[]): HttpResponse {
  const cors = corsHeaders(sent);
  return cors.length === 0 ? response : { ...response, headers: [...response.headers, ...cors] };
}
