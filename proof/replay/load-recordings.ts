import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../runner/load/package-root.ts';
import { readStories } from './read-stories.ts';
import type { ListedDifference, Recording, Story } from './recording.ts';

/** A file of recordings with its stories. */
interface LoadedRecording {
  readonly recording: Recording;
  readonly stories: readonly Story[];
}

/** All recordings of a protocol, and the differences from its core that are known. */
export interface Recordings {
  readonly loaded: readonly LoadedRecording[];
  readonly listed: readonly ListedDifference[];
}

/**
 * Reads spec/<id>/observed of the repository; empty where nothing was recorded. The package does not carry recordings.
 */
export function loadRecordings(protocol: string, root: string = packageRoot()): Recordings {
  const folder = join(root, 'spec', protocol, 'observed');
  if (!existsSync(join(folder, 'recordings.yaml'))) return { loaded: [], listed: [] };
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const { recordings } = parse(read('recordings.yaml')) as { recordings: readonly Recording[] };
  const { differences } = parse(read('differences.yaml')) as { differences: readonly ListedDifference[] };
  return {
    loaded: recordings.map((recording) => ({ recording, stories: readStories(read(recording.file), recording) })),
    listed: differences,
  };
}
