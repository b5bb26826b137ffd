import { basename, extname, resolve } from 'node:path';
import { InputError, UsageError } from '../../core/errors.ts';
import { createService, type ProtocolCore } from '../../mock-server/index.ts';
import type { GivenRows, ReadRows, RowFault } from '../../mock-server/own/rows/given-row.ts';
import { plantRows } from '../../mock-server/own/rows/plant-rows.ts';
import { readCsvRows } from '../../mock-server/own/rows/read-csv-rows.ts';
import { readJsonRows } from '../../mock-server/own/rows/read-json-rows.ts';
import { withRows } from '../../mock-server/own/rows/with-rows.ts';
import { decodeText, readBytes } from '../../runner/load/input/read-text.ts';

/** Rows of a large organisation are more than what people write by hand. */
const mostBytes = 256 * 1024 * 1024;

/**
 * Reads the first rows of `--seed FILE`, JSON or CSV (of the table that the file is called after), and tries whether they fit.
 * @throws {InputError} with all that is wrong, each with its place.
 */
export async function readSeeds(
  files: readonly string[],
  cores: readonly ProtocolCore[],
  cwd: string,
): Promise<readonly ProtocolCore[]> {
  let own = cores;
  for (const name of files) own = await readSeed(name, own, cwd);
  return own;
}

async function readSeed(name: string, cores: readonly ProtocolCore[], cwd: string): Promise<readonly ProtocolCore[]> {
  const content = readBytes(resolve(cwd, name), name, mostBytes);
  const decoded = 'fault' in content ? content : decodeText(content.bytes, name);
  if ('fault' in decoded) throw new InputError([decoded.fault]);
  const read =
    extname(name) === '.csv'
      ? await readCsv(name, decoded.text, cores)
      : readJsonRows(
          decoded.text,
          cores.map(({ id }) => id),
        );
  return Promise.all(
    cores.map(async (core) => {
      const given = read.get(core.id);
      return given === undefined ? core : seeded(core, name, given);
    }),
  );
}

/** The rows of a CSV file: of the one protocol that has such a table. */
async function readCsv(
  name: string,
  text: string,
  cores: readonly ProtocolCore[],
): Promise<ReadonlyMap<string, ReadRows>> {
  const table = basename(name, '.csv');
  const all = await Promise.all(cores.map(async (core) => ({ core, tables: await tablesOf(core) })));
  const [found, other] = all.filter(({ tables }) => tables.some((one) => one.name === table));
  const known = cores.length === 1 ? all[0] : found;
  if (known === undefined || other !== undefined)
    throw new UsageError(
      `--seed ${name}: ${other ? 'several protocols have' : 'no protocol has'} a table "${table}"`,
      'a CSV file is called after its table: accounts.csv',
    );
  return new Map([[known.core.id, readCsvRows(text, table, known.tables)]]);
}

async function tablesOf(core: ProtocolCore) {
  const workbench = await core.workbench?.();
  return workbench ? createService(core).onRows((_, world) => workbench.tables(world)) : [];
}

/** The protocol with these rows; they are put in once to see that they fit. */
async function seeded(core: ProtocolCore, file: string, read: ReadRows): Promise<ProtocolCore> {
  const workbench = await core.workbench?.();
  if (!workbench) return core;
  const found = read.faults.length > 0 ? read.faults : tryRows(core, read, workbench);
  if (found.length > 0) throw new InputError(found.map((fault) => diagnostic(file, fault)));
  return withRows(core, workbench, read);
}

function tryRows(core: ProtocolCore, rows: GivenRows, workbench: Parameters<typeof plantRows>[2]): readonly RowFault[] {
  return createService(core).onRows((store, world) => plantRows(store, world, workbench, rows));
}

function diagnostic(file: string, { place, message, hint }: RowFault): InputError['diagnostics'][number] {
  return { severity: 'error', message, location: { file, ...place }, ...(hint !== undefined && { hint }) };
}
