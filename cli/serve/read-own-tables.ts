import { resolve } from 'node:path';
import { InputError, UsageError } from '../../core/errors.ts';
import type { ProtocolCore } from '../../mock-server/index.ts';
import { ownSchema } from '../../mock-server/own/schema/own-schema.ts';
import { decodeText, readBytes } from '../../runner/load/input/read-text.ts';

const mostBytes = 64 * 1024 * 1024;

/** A protocol over the user's own tables, and what the files use that the server does not do. */
interface OwnTables {
  readonly cores: readonly ProtocolCore[];
  readonly unsupported: readonly string[];
}

/**
 * Reads `--config FILE` and `--ddl FILE`: what Data API builder serves, and over which tables.
 * @throws {InputError} with all that is wrong, each with its place.
 */
export async function readOwnTables(
  { config, ddl }: { readonly config?: string; readonly ddl?: string },
  cores: readonly ProtocolCore[],
  cwd: string,
): Promise<OwnTables> {
  if (config === undefined && ddl === undefined) return { cores, unsupported: [] };
  if (config === undefined || ddl === undefined)
    throw new UsageError(
      '--config and --ddl go together',
      'a configuration does not say what columns there are: pg_dump --schema-only > schema.sql, or a script of the tables',
    );
  const core = cores.find(({ id }) => id === 'dab');
  if (!core) throw new UsageError('--config is a file of Data API builder, and dab is not served');
  const own = await ownSchema(core, readText(config, cwd), readText(ddl, cwd));
  if ('faults' in own)
    throw new InputError(
      own.faults.map(({ place, message }) => ({ severity: 'error', message, location: { file: config, ...place } })),
    );
  return { cores: cores.map((one) => (one === core ? own.core : one)), unsupported: own.unsupported };
}

function readText(name: string, cwd: string): string {
  const content = readBytes(resolve(cwd, name), name, mostBytes);
  const decoded = 'fault' in content ? content : decodeText(content.bytes, name);
  if ('fault' in decoded) throw new InputError([decoded.fault]);
  return decoded.text;
}
