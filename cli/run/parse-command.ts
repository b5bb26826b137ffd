import type { FetchedEntry } from './resolve-token.ts';
import { splitWords } from './split-words.ts';

/**
 * Reads "command: az account get-access-token …" and "shell: … | jq …", in the place of a header line: what prints a bearer token.
 * Undefined: it is neither. @throws {UsageError}
 */
export function parseCommand(text: string): FetchedEntry | undefined {
  const [, kind, line = ''] = /^(command|shell):\s*(.*)$/s.exec(text) ?? [];
  if (kind === 'shell') return { kind, line };
  return kind === undefined ? undefined : { kind: 'command', command: splitWords('--identity', line) };
}
