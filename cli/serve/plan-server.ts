import { resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { loadCore, type ProtocolCore, protocolIds, type ReferenceServerOptions } from '../../mock-server/index.ts';
import type { CommandContext } from '../command-context.ts';
import { chooseProtocols } from '../run/choose-protocols.ts';
import { parseDuration } from '../run/parse-count.ts';
import { readCertificates } from '../run/read-certificates.ts';
import { resolveEnvValue } from '../run/resolve-env-value.ts';
import { explainForServer } from './explain-for-server.ts';
import { readOwnTables } from './read-own-tables.ts';
import { readSeeds } from './read-seeds.ts';
import { readUsers } from './read-users.ts';
import type { ServeArguments } from './serve-arguments.ts';
import { serviceOptions } from './service-options.ts';

/** What `serve` serves: as often as files are read anew, this is made anew. */
interface ServerPlan {
  /** Without how it listens. */
  readonly options: ReferenceServerOptions;
  readonly cores: readonly ProtocolCore[];
  /** A token that is good, by protocol, where it is not the one of the protocol's example. */
  readonly tokens: ReadonlyMap<string, string>;
  /** What the user's files use, and this server does not do. */
  readonly unsupported: readonly string[];
  /** What was read, and may change. `rows`: first rows depend on it. */
  readonly files: readonly { readonly path: string; readonly rows: boolean }[];
}

/**
 * Puts together what is served: the protocols, and what the user has put in place of parts of them.
 * @throws {ConformanceError} ERR_USAGE or ERR_INPUT for what makes no sense.
 */
export async function planServer(
  ids: readonly string[],
  given: ServeArguments,
  context: CommandContext,
): Promise<ServerPlan> {
  if (given.controlToken === '') throw new UsageError('--control-token takes a text that is not empty');
  const protocols = chooseProtocols(protocolIds, ids);
  const bundled = withEditions(await Promise.all(protocols.map(loadCore)), given.edition ?? []);
  const file = (rows: boolean) => (name: string) => ({ path: resolve(context.cwd, name), rows });
  const { seed = [], users, config, ddl } = given;
  const own = await readOwnTables(given, bundled, context.cwd);
  const files = [
    ...[config, ddl].flatMap((name) => (name === undefined ? [] : file(true)(name))),
    ...seed.map(file(true)),
    ...(users === undefined ? [] : [users]).map(file(false)),
  ];
  const filled = await readSeeds(seed, own.cores, context.cwd);
  const { cores, tokens } =
    users === undefined ? { cores: filled, tokens: onlyToken(given) } : await readUsers(users, filled, context);
  const [only] = protocols;
  const root = given.root ?? (protocols.length === 1 ? only : undefined);
  if (root !== undefined && !protocols.includes(root))
    throw new UsageError(`--root ${root} is not served`, `served are: ${protocols.join(', ')}`);
  return {
    options: {
      protocols,
      cores,
      ...(root !== undefined && { root }),
      ...(given.controlToken !== undefined && { controlToken: resolveEnvValue(given.controlToken, context.env).text }),
      service: serviceOptions(given, context),
      tokens: await tokenOptions(given, context),
      explain: explainForServer(protocols, context),
      onFault: (error) => context.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`),
    },
    cores,
    tokens,
    files,
    unsupported: own.unsupported,
  };
}

/** The token that Dataverse takes alone; the other protocols take their own beside it. */
function onlyToken({ token }: ServeArguments): ReadonlyMap<string, string> {
  return new Map(token === undefined ? [] : [['dataverse', token]]);
}

/** Protocols that answer in these editions where a request names none: "v1" where there is one, or "dab=v1". */
function withEditions(cores: readonly ProtocolCore[], asked: readonly string[]): readonly ProtocolCore[] {
  return asked.reduce((all, text) => {
    const [, id, name = ''] = /^(?:([^=]*)=)?(.*)$/s.exec(text) ?? [];
    const fits = (core: ProtocolCore): boolean => (id === undefined || core.id === id) && core.editions.includes(name);
    if (!all.some(fits))
      throw new UsageError(
        `there is no edition "${text}"`,
        all.map(({ id, editions }) => `${id}: ${editions.join(', ')}`).join('; '),
      );
    return all.map((core) => (fits(core) ? { ...core, defaultEdition: name } : core));
  }, cores);
}

/** How the token endpoints give out tokens. */
async function tokenOptions(
  { tokenLifetime, clientCertificate }: ServeArguments,
  { cwd }: CommandContext,
): Promise<NonNullable<ReferenceServerOptions['tokens']>> {
  const certificate =
    clientCertificate === undefined
      ? undefined
      : await readCertificates(resolve(cwd, clientCertificate), '--client-certificate');
  return {
    ...(tokenLifetime !== undefined && { lifetimeSeconds: parseDuration('--token-lifetime', tokenLifetime) / 1000 }),
    ...(certificate !== undefined && { certificate }),
  };
}
