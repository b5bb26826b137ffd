import { readFileSync, statSync } from 'node:fs';
import type { Diagnostic } from '../../../core/source-location.ts';

/** Larger files are refused: nobody writes them by hand, and reading one would take longer than a run. */
const maxFileBytes: number = 2 * 1024 * 1024;

/** The bytes of a file that can be an input file; otherwise the reason why not. */
export type FileContent = { readonly bytes: Uint8Array } | { readonly fault: Diagnostic };

/**
 * Reads a file of at most so many bytes. Never throws: a folder, a missing or a huge file is a fault. Reads at
 * once, since for dozens of small files that takes a fraction of the time of waiting for each.
 */
export function readBytes(path: string, name: string, most: number = maxFileBytes): FileContent {
  try {
    const status = statSync(path);
    if (status.isDirectory()) return { fault: fault(name, 'this is a folder, not a file') };
    if (!status.isFile()) return { fault: fault(name, 'this is not a regular file') };
    if (status.size > most) {
      const size = (status.size / 1024 / 1024).toFixed(1);
      return { fault: fault(name, `the file has ${size} MiB; at most ${most / 1024 / 1024} MiB are read`, 'split it') };
    }
    return { bytes: readFileSync(path) };
  } catch (error) {
    return { fault: fault(name, reason(error)) };
  }
}

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'this is a folder, not a file';
  if (code === 'EACCES' || code === 'EPERM') return 'the file may not be read (no permission)';
  return `the file cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}

/** Decodes UTF-8 (with or without byte order mark); anything else is a fault that names the line. */
export function decodeText(
  bytes: Uint8Array,
  name: string,
): { readonly text: string } | { readonly fault: Diagnostic } {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { fault: fault(name, 'the file is UTF-16; input files are UTF-8', 'save it as UTF-8') };
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    return { fault: faultAt(name, bytes, zero, 'the file holds a NUL byte: it is binary, not text') };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    const at = firstMalformed(bytes);
    const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    return { fault: faultAt(name, bytes, at, `byte 0x${byte} is not UTF-8`, 'save the file as UTF-8') };
  }
}

/** Offset of the first malformed sequence: bisection finds the longest prefix that may go on, its whole characters end there. */
function firstMalformed(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  const whole = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, good), { stream: true });
  return new TextEncoder().encode(whole).length;
}

function faultAt(name: string, bytes: Uint8Array, offset: number, message: string, hint?: string): Diagnostic {
  const before = new TextDecoder().decode(bytes.subarray(0, offset)).split(/\r\n?|\n/);
  return fault(name, message, hint, before.length, (before.at(-1) ?? '').length + 1);
}

function fault(file: string, message: string, hint?: string, line = 1, column = 1): Diagnostic {
  return { severity: 'error', message, location: { file, line, column }, ...(hint === undefined ? {} : { hint }) };
}
