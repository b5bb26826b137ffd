import type { Diagnostic } from '../../../core/source-location.ts';
import { type InputFile, parseInput } from '../input/input-file.ts';
import type { FixGround } from './fix-ground.ts';
import { findShorter } from './fix-text.ts';

/** A warning for each file that says something at length: how often, and the first of them. */
export async function shorterForms(inputs: readonly InputFile[], ground: FixGround): Promise<readonly Diagnostic[]> {
  const out: Diagnostic[] = [];
  for (const input of inputs) {
    const parsed = await parseInput(input, []);
    const found = parsed ? findShorter(parsed.file.text, ground).toSorted((a, b) => a.at.start - b.at.start) : [];
    const [first] = found;
    if (!parsed || !first) continue;
    const [line, column] = parsed.file.position(first.at.start);
    out.push({
      severity: 'warning',
      message: `this has a shorter form${found.length > 1 ? `, and so have ${found.length - 1} more in this file` : ''}: ${first.short}`,
      location: { file: input.name, line, column },
      length: Math.max(1, first.at.end - first.at.start),
      hint: '`lint --fix` writes it',
    });
  }
  return out;
}
