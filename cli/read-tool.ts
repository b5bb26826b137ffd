import { readFileSync } from 'node:fs';

/** Name and version of this package, from its package.json, which lies one folder higher in dist than in the sources. */
export function readTool(): { readonly name: string; readonly version: string } {
  for (const path of ['../package.json', '../../package.json']) {
    const text = readIfThere(new URL(path, import.meta.url));
    if (text === undefined) continue;
    const { name, version } = JSON.parse(text) as { name: string; version: string };
    return { name, version };
  }
  throw new Error('the package.json of the tool is missing');
}

function readIfThere(url: URL): string | undefined {
  try {
    return readFileSync(url, 'utf8');
  } catch {
    return undefined;
  }
}
