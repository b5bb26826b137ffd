import { readFileSync } from 'node:fs';
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
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
