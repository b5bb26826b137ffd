import type { InputError } from '../../core/errors.ts';
import type { Diagnostic } from '../../core/source-location.ts';
import { neutralizeBlock } from '../../reporters/text/neutralize.ts';
import { renderDiagnostics } from '../../runner/load/render-diagnostics.ts';
import { readSource } from './read-source.ts';

/** All faults of an input error with code frames, and how many there are. */
export async function renderInputError(error: InputError): Promise<string> {
  return `${await renderInput(error.diagnostics)}${error.message}\n`;
}

/** Diagnostics with code frames. Files are those of the user, yet may come from anywhere: their text is made inert. */
export async function renderInput(diagnostics: readonly Diagnostic[]): Promise<string> {
  const text = renderDiagnostics(diagnostics, readSource(process.cwd()));
  return `${neutralizeBlock(text.trimEnd()).join('\n')}\n\n`;
}
