import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { type BundleRecord, recordFile } from './bundle-record.ts';

/** A bundle on disk. */
export interface Bundle {
  readonly folder: string;
  readonly name: string;
  readonly record: BundleRecord;
}

/**
 * Reads the bundle in a folder, or those in the folders in it, in the order of their names.
 * @throws {UsageError} when there is none, or one cannot be read.
 */
export function readBundles(folder: string): readonly Bundle[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`there is no folder ${folder}`);
  const own = existsSync(join(folder, recordFile));
  const folders = own
    ? [folder]
    : readdirSync(folder)
        .sort()
        .map((name) => join(folder, name))
        .filter((path) => existsSync(join(path, recordFile)));
  if (folders.length === 0)
    throw new UsageError(
      `${folder} holds no bundle`,
      'conformance run --bundle DIR writes them, where something fails',
    );
  return folders.map((path) => ({ folder: path, name: basename(path), record: readRecord(join(path, recordFile)) }));
}

function readRecord(file: string): BundleRecord {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isRecord(value))
    throw new UsageError(`${file} is no bundle of this version`, 'it wants "format": 1, and all that goes with it');
  return value;
}

function isRecord(value: unknown): value is BundleRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { format, protocol, edition, target, scenario, failures, bindings, raceRounds } =
    value as Partial<BundleRecord>;
  const texts = [protocol, edition, target, scenario];
  return (
    format === 1 &&
    texts.every((text) => typeof text === 'string') &&
    typeof raceRounds === 'number' &&
    typeof bindings === 'object' &&
    bindings !== null &&
    Array.isArray(failures) &&
    failures.every((one) => typeof one?.rule === 'string' && Array.isArray(one.facts))
  );
}
