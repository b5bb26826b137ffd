import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

/** Reads files for code frames, each once; a file that cannot be read has no frames. */
export function readSource(cwd: string): (file: string) => string | undefined {
  const texts = new Map<string, string | undefined>();
  return (file) => {
    if (!texts.has(file)) texts.set(file, read(resolve(cwd, file)));
    return texts.get(file);
  };
}

function read(file: string): string | undefined {
  try {
    // Not a pipe, from which reading would never end.
    return statSync(file).isFile() ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
