import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExactNumber } from '../../core/exact-number.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import type { SuiteSet } from '../../core/suite.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';
import type { ProtocolFiles } from './find-files.ts';
import type { InputFile } from './input/input-file.ts';

/** A protocol, ready to run. */
export interface LoadedProtocol {
  readonly spec: ProtocolSpec;
  readonly suites: SuiteSet;
}

/**
 * What decides whether a compiled catalogue is still true: the loader's code and the bytes of every file.
 * @param foreign files of the user's that are compiled with them.
 */
export function catalogueKey(files: ProtocolFiles, loader: string, foreign: readonly InputFile[] = []): string {
  const hash = createHash('sha256').update(loader);
  for (const { name, content } of [...files.spec, ...files.suites, ...foreign]) {
    const bytes = 'bytes' in content ? content.bytes : new TextEncoder().encode(content.fault.message);
    hash.update(`\0${name}\0${bytes.length}\0`).update(bytes);
  }
  return hash.update(`\0${files.schemas.join('\0')}`).digest('hex');
}

/** Put in by the build (scripts/build). */
declare const LOADER_VERSION: string | undefined;

/** Hash of the loader's code; undefined when this runs from the sources, which have no compiled catalogue. */
export function loaderVersion(): string | undefined {
  return typeof LOADER_VERSION === 'undefined' ? undefined : LOADER_VERSION;
}

/** Where compiled catalogues lie. */
export function compiledPath(root: string, id: string): string {
  return join(root, 'dist', 'catalogue', `${id}.json`);
}

/** The compiled catalogue of a protocol, when there is one and its key is this one. */
export function readCompiled(path: string, key: string): LoadedProtocol | undefined {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  // The key stands first, so that a stale catalogue is not even parsed.
  return text?.startsWith(`{"key":"${key}",`) ? decodeCatalogue(text) : undefined;
}

/** Writes a compiled catalogue. */
export async function writeCompiled(path: string, key: string, loaded: LoadedProtocol): Promise<void> {
  await writeFileAtomically(path, encodeCatalogue(key, loaded));
}

type Way = readonly (string | number)[];

/**
 * As JSON. Numbers that a double cannot hold become texts, and `exact` says where.
 * @internal
 */
export function encodeCatalogue(key: string, { spec, suites }: LoadedProtocol): string {
  const exact: Way[] = [];
  const visit = (value: unknown, way: Way): void => {
    if (value instanceof ExactNumber) exact.push(way);
    else if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, [...way, index]);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) visit(member, [...way, name]);
    }
  };
  visit({ spec, suites }, []);
  return JSON.stringify({ key, spec, suites, exact });
}

/**
 * What {@link encodeCatalogue} wrote.
 * @internal
 */
export function decodeCatalogue(text: string): LoadedProtocol {
  const { spec, suites, exact } = JSON.parse(text) as LoadedProtocol & { readonly exact: readonly Way[] };
  const loaded = { spec, suites };
  for (const way of exact) {
    let holder = loaded as unknown as Record<string | number, unknown>;
    for (const step of way.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
    const last = way.at(-1) as string | number;
    holder[last] = new ExactNumber(String(holder[last]));
  }
  return loaded;
}
