import type { Diagnostic } from '../../core/source-location.ts';

/** Each fault once; files in the order in which they first appear, and in each from top to bottom. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const byPlace = new Map(diagnostics.map((diagnostic) => [keyOf(diagnostic), diagnostic]));
  const files = [...new Set(diagnostics.map(({ location }) => location.file))];
  return [...byPlace.values()].sort(
    ({ location: a }, { location: b }) =>
      files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
}

function keyOf({ location: { file, line, column }, message }: Diagnostic): string {
  return JSON.stringify([file, line, column, message]);
}
