import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Client } from '../../core/client.ts';
import type { HeaderField } from '../../core/http.ts';
import { createHttpClient } from '../../runner/execute/http/create-http-client.ts';
import { createRedact } from '../../runner/execute/round/redact/redact.ts';
import type { Patience } from '../../runner/execute/round/retry-after.ts';
import type { LeftEntry } from '../../runner/journal/read-journal.ts';
import { loadTargetFile } from '../../runner/load/load-target-file.ts';
import type { CommandContext } from '../command-context.ts';
import { connectionTo, readConnection } from '../run/connection-settings.ts';
import { resolveTarget } from '../run/plan-file-targets.ts';
import { usualFile } from '../run/plan-run.ts';
import { readRunSettings } from '../run/run-settings.ts';
import type { CleanupArguments } from './cleanup-arguments.ts';

type Target = LeftEntry['target'];

/** How to reach the targets of journals, and as whom. */
export interface CleanupAccess {
  clientFor(target: Target): Client;
  /** Header fields of the user's and the identity's; undefined: it had credentials in the run, and has none now. */
  fieldsFor(target: Target, identity: string | undefined): readonly HeaderField[] | undefined;
  /** Who asks for patience is waited for, as in a run. */
  readonly patience: Patience;
  redact(text: string): string;
  close(): Promise<void>;
}

/**
 * Reads credentials and connection from the command line and the target file, where they are for runs: a journal holds none. A target of
 * the file counts for its own URL only.
 * @throws {UsageError | InputError} as for `run`.
 */
export async function planAccess(given: CleanupArguments, context: CommandContext): Promise<CleanupAccess> {
  const settings = readRunSettings(given, context);
  const connection = await readConnection(given, settings, context);
  const file = given.config ?? (existsSync(resolve(context.cwd, usualFile)) ? usualFile : undefined);
  const { targets } = file === undefined ? { targets: [] } : await loadTargetFile(resolve(context.cwd, file));
  const known = targets.map((target) => ({ protocol: target.protocol, ...resolveTarget(target, context.env) }));
  const identities = Object.assign({}, ...known.map((one) => one.identities), settings.identities);
  const redact = createRedact(identities, [...settings.secrets, ...known.flatMap(({ secrets }) => secrets)]);
  const clients = new Map<string, Client>();
  const ofFile = ({ protocol, url }: Target) => known.find((one) => one.protocol === protocol && one.url === url);
  return {
    patience: { times: 0, waitedMs: 0 },
    redact,
    clientFor: ({ url }) => {
      const { origin } = new URL(url);
      const client = clients.get(origin) ?? createHttpClient(connectionTo(origin, connection));
      clients.set(origin, client);
      return client;
    },
    fieldsFor: (target, identity) => {
      const fromFile = ofFile(target);
      const headers = [...(fromFile?.headers ?? []), ...settings.headers];
      if (identity === undefined || identity === 'nobody') return headers;
      const fields = settings.identities[identity] ?? fromFile?.identities[identity];
      // Whoever was judged without credentials needs none now.
      return fields === undefined && target.identities.includes(identity) ? undefined : [...headers, ...(fields ?? [])];
    },
    close: async () => void (await Promise.all([...clients.values()].map((client) => client.close()))),
  };
}
