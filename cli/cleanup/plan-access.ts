import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Client } from '../../core/client.ts';
import type { HeaderField } from '../../core/http.ts';
import { createHttpClient } from '../../runner/execute/http/create-http-client.ts';
import { createRedact } from '../../runner/execute/round/redact/redact.ts';
import type { Patience } from '../../runner/execute/round/retry-after.ts';
import type { LeftEntry } from '../../runner/journal/read-journal.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import { loadTargetFile, type TargetEntry } from '../../runner/load/load-target-file.ts';
import type { TargetPlan } from '../../runner/options.ts';
import type { CommandContext } from '../command-context.ts';
import { type ConnectionSettings, connectionTo, readConnection } from '../run/connection-settings.ts';
import { keepCredentials } from '../run/keep-credentials.ts';
import { usualFile } from '../run/plan-run.ts';
import { planCredentials } from '../run/plan-url-target.ts';
import { resolveEnvValue } from '../run/resolve-env-value.ts';
import { resolveTarget } from '../run/resolve-target.ts';
import { type RunSettings, readRunSettings } from '../run/run-settings.ts';
import type { CleanupArguments } from './cleanup-arguments.ts';

type Target = LeftEntry['target'];

/** How to reach the targets of journals, and as whom. */
export interface CleanupAccess {
  clientFor(target: Target): Promise<Client>;
  /** Header fields of the user's and the identity's; or why there are none: it had credentials in the run, and has none now. */
  fieldsFor(target: Target, identity: string | undefined): Promise<readonly HeaderField[] | { readonly why: string }>;
  /** Who asks for patience is waited for, as in a run. */
  readonly patience: Patience;
  redact(text: string): string;
  close(): Promise<void>;
}

/** What is known of one target. */
interface Known extends Pick<TargetPlan, 'identities' | 'credentials' | 'secrets'> {
  readonly headers: readonly HeaderField[];
  readonly client: Client;
}

/**
 * Reads credentials and connection from the command line and the target file, where they are for runs: a journal holds none. A target of
 * the file counts for its own URL only, and is looked at when a journal names it.
 * @throws {UsageError | InputError} as for `run`.
 */
export async function planAccess(given: CleanupArguments, context: CommandContext): Promise<CleanupAccess> {
  const settings = readRunSettings(given, context);
  const file = given.config ?? (existsSync(resolve(context.cwd, usualFile)) ? usualFile : undefined);
  const path = file === undefined ? undefined : resolve(context.cwd, file);
  const { targets } = path === undefined ? { targets: [] } : await loadTargetFile(path);
  const known = new Map<string, Promise<Known>>();
  const opened: Known[] = [];
  const knowledgeOf = (target: Target): Promise<Known> => {
    const key = `${target.protocol} ${target.url}`;
    const found = known.get(key) ?? open(target);
    known.set(key, found);
    return found;
  };
  const open = async ({ protocol, url }: Target): Promise<Known> => {
    const entry = targets.find(
      (one) => [one.protocol, basename(one.protocol)].includes(protocol) && urlOf(one, context) === url,
    );
    const made = await (entry === undefined || path === undefined
      ? openUrl(url, await readConnection(given, context), settings, context)
      : openEntry(entry, path, { given, settings }, context));
    opened.push(made);
    return made;
  };
  return {
    patience: { times: 0, waitedMs: 0 },
    // Tokens come while it goes on.
    redact: (text) =>
      [{ identities: settings.identities, secrets: settings.secrets }, ...opened].reduce(
        (left, { identities, secrets }) => createRedact(identities, secrets)(left),
        text,
      ),
    clientFor: async (target) => (await knowledgeOf(target)).client,
    fieldsFor: async (target, identity) => {
      const { headers, identities, credentials } = await knowledgeOf(target);
      if (identity === undefined || identity === 'nobody') return headers;
      await credentials?.ready([identity]);
      const fault = credentials?.faultOf(identity);
      if (fault !== undefined) return { why: `there is no token for the identity "${identity}": ${fault}` };
      const fields = identities[identity];
      // Whoever was judged without credentials needs none now.
      return fields === undefined && target.identities.includes(identity)
        ? { why: `no credentials were given for the identity "${identity}"` }
        : [...headers, ...(fields ?? [])];
    },
    close: async () => void (await Promise.all(opened.map(({ client }) => client.close()))),
  };
}

async function openUrl(
  url: string,
  connection: ConnectionSettings,
  settings: RunSettings,
  context: CommandContext,
): Promise<Known> {
  const client = createHttpClient(connectionTo(new URL(url).origin, connection));
  return { ...(await planCredentials(url, connection, settings, context)), headers: settings.headers, client };
}

async function openEntry(
  entry: TargetEntry,
  file: string,
  { given, settings }: { readonly given: CleanupArguments; readonly settings: RunSettings },
  context: CommandContext,
): Promise<Known> {
  const { spec } = await loadProtocol(entry.protocol);
  const target = await resolveTarget(entry, spec, { env: context.env, file, settings });
  const connection = await readConnection(given, context, { ...entry, file });
  const secrets = [...target.secrets, ...settings.secrets];
  return {
    ...(await keepCredentials({ ...target, secrets }, target.url, connection)),
    headers: [...target.headers, ...settings.headers],
    client: createHttpClient(connectionTo(new URL(target.url).origin, connection)),
  };
}

/** A target whose variable is not set here is not the one that is meant. */
function urlOf({ url }: TargetEntry, { env }: CommandContext): string | undefined {
  try {
    return resolveEnvValue(url, env).text.replace(/\/+$/, '');
  } catch {
    return undefined;
  }
}
