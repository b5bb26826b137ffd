import { codeFrame, visible } from '../../core/code-frame.ts';
import type { Diagnostic } from '../../core/source-location.ts';

const around = 2;

/**
 * Diagnostics as text for people: "file:line:column: error: message", the lines around with a caret, and the hint.
 * `readSource` gives a file's text, or undefined when it is gone or binary.
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  readSource: (file: string) => string | undefined,
): string {
  const sources = new Map<string, readonly string[] | undefined>();
  const linesOf = (file: string): readonly string[] | undefined => {
    if (!sources.has(file))
      sources.set(
        file,
        readSource(file)
          ?.replace(/^\uFEFF/, '')
          .split(/\r\n?|\n/),
      );
    return sources.get(file);
  };
  return diagnostics.map((diagnostic) => renderOne(diagnostic, linesOf(diagnostic.location.file))).join('\n');
}

function renderOne(
  { severity, message, location, length = 1, hint, conceals = [] }: Diagnostic,
  source: readonly string[] | undefined,
): string {
  const { file, line, column } = location;
  const lines = source?.map((text, index) => (conceals.includes(index + 1) ? conceal(text) : text));
  const out = [`${visible(file)}:${line}:${column}: ${severity}: ${visible(message)}`];
  if (lines && line <= lines.length)
    for (const { number, isFault, text } of codeFrame(lines, { line, column, length }, around))
      out.push(`${isFault ? '>' : ' '} ${number} | ${text}`.trimEnd());
  if (hint !== undefined) out.push(`  hint: ${visible(hint)}`);
  return `${out.join('\n')}\n`;
}

/** What stands before the first blank behind a colon is a name. */
function conceal(text: string): string {
  return text.replace(/^(\s*(?:- )?[^\s:]+:)?.*$/, '$1 …');
}
