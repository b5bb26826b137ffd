import { resolve } from 'node:path';
import type { Diagnostic } from '../../core/source-location.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';
import { foreignFiles, type ProtocolFiles, protocolAbove, protocolFiles } from './find-files.ts';
import { type FixedFile, fixSuites } from './fix/fix-suites.ts';
import { groundOf } from './fix/ground-of.ts';
import { type InputFile, parseInput } from './input/input-file.ts';
import { below, isAsked, type LintOptions } from './lint.ts';
import { listProtocols } from './list-protocols.ts';
import { packageRoot } from './package-root.ts';
import { ownerOf, parseForeign } from './parse-foreign.ts';
import { parseProtocol } from './parse-protocol.ts';

/** What `lint --fix` did. */
export interface FixResult {
  /** Files that were written anew. */
  readonly fixed: readonly string[];
  /** Files that would say something else, which were left alone: a fault of this program. */
  readonly refused: readonly string[];
}

/**
 * Writes suites in their shortest form: those of the root, and a user's own. Files with faults, and sets of files of
 * which one has some, are left alone: `lint` tells them.
 */
export async function lintFix({ root = packageRoot(), suiteDirs = [], files }: LintOptions = {}): Promise<FixResult> {
  const protocols = await listProtocols(root);
  const own = files?.map((file) => below(root, file)).filter((path) => path !== undefined);
  const dirs = [...suiteDirs];
  const fixed: string[] = [];
  const refused: string[] = [];
  for (const file of (files ?? []).filter((path) => below(root, path) === undefined)) {
    const folder = protocolAbove(file);
    if (folder === undefined) dirs.push(file);
    else {
      const place = (input: InputFile): string => resolve(folder, 'suites', input.path);
      const done = await fixOwn(
        protocolFiles(root, folder),
        (input) => `${place(input)}/`.startsWith(`${file}/`) || file === folder,
      );
      for (const { input, text } of done.fixed) await writeFileAtomically(place(input), text);
      fixed.push(...done.fixed.map(({ input }) => input.name));
      refused.push(...done.refused.map(({ name }) => name));
    }
  }
  for (const id of protocols) {
    const catalogue = protocolFiles(root, id);
    if (files === undefined ? suiteDirs.length === 0 : own && own.length > 0) {
      const done = await fixOwn(catalogue, ({ name }) => isAsked(name, own));
      for (const { input, text } of done.fixed) await writeFileAtomically(resolve(root, input.name), text);
      fixed.push(...done.fixed.map(({ input }) => input.name));
      refused.push(...done.refused.map(({ name }) => name));
    }
    for (const dir of dirs) {
      const done = await fixForeign(dir, catalogue, root, protocols);
      for (const { input, text } of done.fixed) await writeFileAtomically(placeOf(dir, input), text);
      fixed.push(...done.fixed.map(({ input }) => input.name));
      refused.push(...done.refused.map(({ name }) => name));
    }
  }
  return { fixed: [...new Set(fixed)], refused: [...new Set(refused)] };
}

interface Done {
  readonly fixed: readonly FixedFile[];
  readonly refused: readonly InputFile[];
}

const nothing: Done = { fixed: [], refused: [] };

async function fixOwn(files: ProtocolFiles, asked: (input: InputFile) => boolean): Promise<Done> {
  const { spec, suites, diagnostics } = await parseProtocol(files, 'allowed');
  if (!spec || diagnostics.length > 0) return nothing;
  const chosen = new Set(files.suites.filter(asked));
  const ground = await groundOf(spec, suites, files.suites);
  return fixSuites(files.suites, chosen, ground, (inputs) =>
    // A fact may be named before anything uses it: this is what will.
    parseProtocol({ ...files, suites: inputs }, 'allowed'),
  );
}

async function fixForeign(
  dir: string,
  files: ProtocolFiles,
  root: string,
  protocols: readonly string[],
): Promise<Done> {
  const inputs = foreignFiles(dir);
  const faults: Diagnostic[] = [];
  const chosen = new Set<InputFile>();
  for (const input of inputs) {
    const parsed = await parseInput(input, faults);
    if (parsed && ownerOf(parsed, protocols).includes(files.id)) chosen.add(input);
  }
  const { spec, suites, diagnostics } = await parseProtocol(files);
  if (!spec || chosen.size === 0 || faults.length + diagnostics.length > 0) return nothing;
  const reread = async (all: readonly InputFile[]): ReturnType<Parameters<typeof fixSuites>[3]> => {
    const own: Diagnostic[] = [];
    const { suites: linked } = await parseForeign(all, { spec, suites }, files, root, own, 'allowed');
    return { suites: linked, diagnostics: own };
  };
  const known = await reread(inputs);
  if (known.diagnostics.length > 0) return nothing;
  const ground = await groundOf(spec, known.suites, [...files.suites, ...inputs]);
  return fixSuites(inputs, chosen, ground, reread);
}

/** Where a user's file lies: the file itself, or a path below the folder given. */
function placeOf(dir: string, { path, name }: InputFile): string {
  return path.includes('/') ? resolve(dir, path.slice(path.indexOf('/') + 1)) : resolve(name);
}
