import { resolve } from 'node:path';
import { isProtocolPath } from '../../runner/load/find-files.ts';

/** A protocol as it was named: an id, or the path of a folder with one of the user's own, seen from `cwd`. */
export function locateProtocol(named: string, cwd: string): string {
  return isProtocolPath(named) ? resolve(cwd, named) : named;
}
