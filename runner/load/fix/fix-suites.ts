import type { Diagnostic } from '../../../core/source-location.ts';
import type { SuiteSet } from '../../../core/suite.ts';
import type { InputFile } from '../input/input-file.ts';
import { decodeText } from '../input/read-text.ts';
import type { FixGround } from './fix-ground.ts';
import { fixText } from './fix-text.ts';
import { meaningOf } from './meaning-of.ts';

/** A file that has been written otherwise. */
export interface FixedFile {
  readonly input: InputFile;
  readonly text: string;
}

/** Reads a set of files as a whole, whatever is wrong with some. */
export type Reread = (
  inputs: readonly InputFile[],
) => Promise<{ readonly suites: SuiteSet; readonly diagnostics: readonly Diagnostic[] }>;

/**
 * The files of `chosen` in their shortest form, as far as they change: each is taken only if the whole set, read
 * again, is free of faults and says the same.
 */
export async function fixSuites(
  inputs: readonly InputFile[],
  chosen: ReadonlySet<InputFile>,
  ground: FixGround,
  reread: Reread,
): Promise<{ readonly fixed: readonly FixedFile[]; readonly refused: readonly InputFile[] }> {
  const wanted = inputs.flatMap((input): readonly FixedFile[] => {
    const text = chosen.has(input) ? fixedText(input, ground) : undefined;
    return text === undefined ? [] : [{ input, text }];
  });
  if (wanted.length === 0) return { fixed: [], refused: [] };
  const before = meaningOf((await reread(inputs)).suites).join('\n');
  const isSame = async (files: readonly FixedFile[]): Promise<boolean> => {
    const { suites, diagnostics } = await reread(inputs.map((input) => replaced(input, files)));
    return diagnostics.length === 0 && meaningOf(suites).join('\n') === before;
  };
  if (await isSame(wanted)) return { fixed: wanted, refused: [] };
  const fixed: FixedFile[] = [];
  const refused: InputFile[] = [];
  for (const file of wanted) {
    if (await isSame([...fixed, file])) fixed.push(file);
    else refused.push(file.input);
  }
  return { fixed, refused };
}

function replaced(input: InputFile, files: readonly FixedFile[]): InputFile {
  const file = files.find((one) => one.input === input);
  return file ? { ...input, content: { bytes: new TextEncoder().encode(file.text) } } : input;
}

/** The text of a file in its shortest form, with its own line breaks; undefined when nothing changes. */
function fixedText(input: InputFile, ground: FixGround): string | undefined {
  const decoded = 'fault' in input.content ? input.content : decodeText(input.content.bytes, input.name);
  if ('fault' in decoded) return undefined;
  const mark = decoded.text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const isDos = decoded.text.includes('\r\n');
  const plain = decoded.text.slice(mark.length).replaceAll(/\r\n?/g, '\n');
  const text = fixText(plain, ground);
  return text === plain ? undefined : mark + (isDos ? text.replaceAll('\n', '\r\n') : text);
}
