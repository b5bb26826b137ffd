import { relative, resolve } from 'node:path';
import { InputError } from '../../core/errors.ts';
import type { Diagnostic } from '../../core/source-location.ts';
import { parseDescribed } from './described/load-described.ts';
import { foreignFiles, protocolAbove, protocolFiles } from './find-files.ts';
import { groundOf } from './fix/ground-of.ts';
import { shorterForms } from './fix/shorter-forms.ts';
import { type InputFile, parseInput } from './input/input-file.ts';
import { listProtocols } from './list-protocols.ts';
import { readEntries } from './load-baseline.ts';
import { readTargets } from './load-target-file.ts';
import { packageRoot } from './package-root.ts';
import { ownerOf, parseForeign } from './parse-foreign.ts';
import { type ParsedProtocol, parseProtocol } from './parse-protocol.ts';
import { sortDiagnostics } from './sort-diagnostics.ts';

export interface LintOptions {
  readonly root?: string;
  /** A user's own suites. */
  readonly suiteDirs?: readonly string[];
  /** Files or folders to look at: of the root, suites, target files or baselines. Default: everything under the root, unless `suiteDirs` are given. */
  readonly files?: readonly string[];
}

/** All faults of all YAML asked for, each once, by file and line; nothing is compiled or cached. Never throws for a bad file. */
export async function lint({ root = packageRoot(), suiteDirs = [], files }: LintOptions = {}): Promise<Diagnostic[]> {
  const protocols = await listProtocols(root);
  const read = new Map<string, Promise<ParsedProtocol>>();
  const protocol = (id: string): Promise<ParsedProtocol> => {
    const known = read.get(id) ?? parseProtocol(protocolFiles(root, id));
    read.set(id, known);
    return known;
  };
  const out: Diagnostic[] = [];
  const own = files?.map((file) => below(root, file)).filter((path) => path !== undefined);
  if (files === undefined ? suiteDirs.length === 0 : own && own.length > 0) {
    for (const id of protocols) {
      const parsed = await protocol(id);
      const faults = [...parsed.diagnostics, ...(await describedFaults(id, parsed, root))];
      out.push(...faults.filter(({ location }) => isAsked(location.file, own)));
      const { suites } = protocolFiles(root, id);
      out.push(
        ...(await shorter(
          parsed,
          suites.filter(({ name }) => isAsked(name, own)),
          suites,
        )),
      );
    }
  }
  const dirs = [...suiteDirs];
  for (const file of files ?? []) {
    if (below(root, file) !== undefined || (await lintSettings(file, root, out))) continue;
    const folder = protocolAbove(file);
    if (folder === undefined) dirs.push(file);
    else await lintProtocol(folder, file, root, out);
  }
  for (const dir of dirs) await lintForeign(dir, root, protocols, protocol, out);
  return sortDiagnostics(out);
}

/** Lints a protocol of the user's own: the whole folder, or a part of it. */
async function lintProtocol(folder: string, asked: string, root: string, out: Diagnostic[]): Promise<void> {
  const files = protocolFiles(root, folder);
  const parsed = await parseProtocol(files);
  const path = relative(folder, asked).replaceAll('\\', '/');
  const isPart = (name: string): boolean => path === '' || name.endsWith(`/${path}`) || name.includes(`/${path}/`);
  const faults = [...parsed.diagnostics, ...(await describedFaults(folder, parsed, root))];
  out.push(...faults.filter(({ location }) => isPart(location.file)));
  const suites = files.suites.filter(({ name }) => isPart(name));
  out.push(...(await shorter(parsed, suites, files.suites)));
}

/** What is wrong with what targets are said to tell of themselves. */
async function describedFaults(id: string, { spec }: ParsedProtocol, root: string): Promise<readonly Diagnostic[]> {
  const faults: Diagnostic[] = [];
  if (spec) await parseDescribed(id, spec, root, faults);
  return faults;
}

/** Warnings for what has a shorter form, where all is sound. */
async function shorter(
  { spec, suites, diagnostics }: ParsedProtocol,
  asked: readonly InputFile[],
  all: readonly InputFile[],
): Promise<readonly Diagnostic[]> {
  return spec && diagnostics.length === 0 ? shorterForms(asked, await groundOf(spec, suites, all)) : [];
}

/** Path below the root's spec/ and suites/ folders, or undefined; what lies in a protocol's kit is none of these. */
export function below(root: string, file: string): string | undefined {
  const path = relative(resolve(root), resolve(file)).replaceAll('\\', '/');
  if (/^suites\/[^/]+\/kit(?:\/|$)/.test(path)) return undefined;
  return /^(?:spec|suites)(?:\/|$)/.test(path) ? path : undefined;
}

/** Is a file of the root among those asked for? No list means all. */
export function isAsked(file: string, own: readonly string[] | undefined): boolean {
  return own?.some((path) => file === path || file.startsWith(`${path}/`)) ?? true;
}

/** Lints a target file or a baseline; false: it is neither. */
async function lintSettings(path: string, root: string, out: Diagnostic[]): Promise<boolean> {
  const [input, more] = foreignFiles(path);
  if (!input || more || 'fault' in input.content) return false;
  const faults: Diagnostic[] = [];
  const parsed = await parseInput(input, faults);
  const has = (key: string): boolean =>
    parsed?.root.kind === 'map' && parsed.root.entries.some((entry) => entry.key === key);
  if (!parsed || has('suite')) return false;
  if (has('known-failures')) await readEntries(parsed);
  else if (has('targets') || has('url')) {
    await readTargets(parsed, root).catch((error: unknown) => {
      if (!(error instanceof InputError)) throw error;
      faults.push(...error.diagnostics);
    });
  } else return false;
  out.push(...faults);
  return true;
}

/** Lints a user's suites against each protocol they belong to. */
async function lintForeign(
  dir: string,
  root: string,
  protocols: readonly string[],
  protocol: (id: string) => Promise<ParsedProtocol>,
  out: Diagnostic[],
): Promise<void> {
  const owned = new Map<string, InputFile[]>();
  const inputs = foreignFiles(dir);
  const first = new Map<InputFile, string | undefined>();
  for (const input of inputs) {
    const file = await parseInput(input, out);
    const owners = file && input.path !== '' ? ownerOf(file, protocols) : [];
    first.set(input, owners[0]);
    for (const owner of owners) owned.set(owner, [...(owned.get(owner) ?? []), input]);
  }
  for (const [id, own] of owned) {
    const { spec, suites, diagnostics } = await protocol(id);
    out.push(...diagnostics);
    if (!spec) continue;
    const files = protocolFiles(root, id);
    const faults: Diagnostic[] = [];
    const linked = await parseForeign(inputs, { spec, suites }, files, root, faults);
    out.push(...faults);
    // What belongs to several protocols is told once.
    const asked = own.filter((input) => first.get(input) === id);
    out.push(...(await shorter({ ...linked, diagnostics: faults }, asked, [...files.suites, ...own])));
  }
}
