/** Lines moved to the right; empty ones stay empty. */
export function indent(columns: number, lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(columns) + line));
}
