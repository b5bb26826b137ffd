import { resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { nearestName } from '../../core/nearest-name.ts';
import { formats } from '../../reporters/formats.ts';
import { parseAssignment } from './parse-assignment.ts';

/** Where reports go: at most one format on standard output, any number in files. */
export interface ReporterChoice {
  /** "console" unless another format takes standard output; then the console goes to standard error. */
  readonly stdout: string;
  readonly files: readonly { readonly format: string; readonly file: string }[];
}

/**
 * Reads --reporter options: "name=file", or "name" for standard output.
 * @throws {UsageError} for a format there is none of, and for two on standard output or in one file.
 */
export function parseReporters(options: readonly string[], cwd: string): ReporterChoice {
  const onStdout: string[] = [];
  const files: { format: string; file: string }[] = [];
  for (const option of options) {
    const [format, file] = option.includes('=') ? parseAssignment('--reporter', option) : [option, undefined];
    if (!Object.hasOwn(formats, format)) throw unknownFormat(format);
    if (file === undefined) onStdout.push(format);
    else if (file === '') throw new UsageError(`--reporter ${format}= names no file`);
    else files.push({ format, file: resolve(cwd, file) });
  }
  const doubled = files.find(({ file }, index) => files.findIndex((other) => other.file === file) !== index);
  if (doubled) throw new UsageError(`two reporters would write to ${doubled.file}`);
  if (onStdout.length > 1) {
    throw new UsageError(
      `only one reporter can have standard output, not ${onStdout.join(' and ')}`,
      'write name=file',
    );
  }
  return { stdout: onStdout[0] ?? 'console', files };
}

function unknownFormat(name: string): UsageError {
  const names = Object.keys(formats);
  const near = nearestName(name, names);
  return new UsageError(
    `no reporter is called "${name}"`,
    near === undefined ? `there are: ${names.join(', ')}` : `did you mean "${near}"?`,
  );
}
