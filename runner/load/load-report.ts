import { InputError } from '../../core/errors.ts';
import { unfoldRules } from '../../core/fold-report.ts';
import type { Report } from '../../core/report.ts';
import type { Diagnostic } from '../../core/source-location.ts';
import { type InputFile, parseInput } from './input/input-file.ts';
import { decodeText, readBytes } from './input/read-text.ts';
import { checkShape } from './shape/check-shape.ts';
import { loadValidator } from './shape/load-validator.ts';
import { sortDiagnostics } from './sort-diagnostics.ts';

/** Reports hold exchanges: far more than people write. */
const maxReportBytes = 512 * 1024 * 1024;

/**
 * Reads back a report that `--reporter json` wrote. Its shape is that of spec/schema/report.schema.json.
 * @throws {InputError} with all that is wrong in it.
 */
export async function loadReport(file: string): Promise<Report> {
  const name = file.replaceAll('\\', '/');
  const input: InputFile = { name, path: name, content: readBytes(file, name, maxReportBytes) };
  const sound = parseJson(input);
  if (sound !== undefined && (await loadValidator('report'))(sound)) return unfoldRules(sound as Report);
  throw new InputError(sortDiagnostics(await faultsOf(input)));
}

/** The quick way for what is sound; undefined: it is no JSON. */
function parseJson({ name, content }: InputFile): unknown {
  const decoded = 'fault' in content ? content : decodeText(content.bytes, name);
  if ('fault' in decoded) return undefined;
  try {
    return JSON.parse(decoded.text);
  } catch {
    return undefined;
  }
}

/** What is wrong, with its place: JSON is YAML, too. */
async function faultsOf(input: InputFile): Promise<readonly Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  const parsed = await parseInput(input, diagnostics);
  if (parsed) await checkShape('report', parsed);
  // YAML forgives what JSON does not.
  if (parsed && diagnostics.length === 0) parsed.file.fault({ start: 0, end: 1 }, 'this is not JSON');
  return diagnostics;
}
