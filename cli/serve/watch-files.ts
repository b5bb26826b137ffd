import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Editors write a file in several steps. */
const settleMs = 100;

/**
 * Calls back with those of these files that have changed, also when it was replaced by another of the same name. Returns how to stop
 * looking.
 */
export function watchFiles(files: readonly string[], changed: (files: ReadonlySet<string>) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let met = new Set<string>();
  const tell = (): void => {
    const told = met;
    met = new Set();
    changed(told);
  };
  const soon = (found: readonly string[]): void => {
    for (const file of found) met.add(file);
    clearTimeout(timer);
    timer = setTimeout(tell, settleMs);
  };
  // A folder sees that a file was replaced, which the file itself does not.
  const watchers = [...new Set(files.map((file) => dirname(file)))].map((folder): FSWatcher => {
    const inside = files.filter((file) => dirname(file) === folder);
    return watch(folder, (_, name) => {
      const found = name === null ? inside : inside.filter((file) => basename(file) === name);
      if (found.length > 0) soon(found);
    });
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
