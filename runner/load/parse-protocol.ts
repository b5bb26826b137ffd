import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import type { Diagnostic } from '../../core/source-location.ts';
import type { SuiteSet } from '../../core/suite.ts';
import { parseSpec } from './catalogue/parse-spec.ts';
import type { ProtocolFiles } from './find-files.ts';
import { parseForms } from './language/parse-forms.ts';
import { parseSuites } from './language/parse-suites.ts';
import { sortDiagnostics } from './sort-diagnostics.ts';

/** A protocol read from its YAML; with diagnostics it is not to be used. */
export interface ParsedProtocol {
  readonly spec: ProtocolSpec | undefined;
  readonly suites: SuiteSet;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads all YAML of a protocol, whatever is wrong with some of it.
 * @param unused Are named facts that nothing uses a fault?
 */
export async function parseProtocol(
  files: ProtocolFiles,
  unused: 'fault' | 'allowed' = 'fault',
): Promise<ParsedProtocol> {
  const diagnostics: Diagnostic[] = [];
  const spec = await parseSpec(files, diagnostics);
  if (!spec)
    return {
      spec,
      suites: { protocol: files.id, suites: [], fixtures: {}, invariants: [] },
      diagnostics: sortDiagnostics(diagnostics),
    };
  const idsFor = (path: string): readonly string[] => [`${files.id}/${path.replace(/\.ya?ml$/i, '')}`];
  const suites = await parseSuites(
    files.suites,
    { spec, schemas: files.schemas, forms: await parseForms(files), idsFor, onlyUser: unused === 'fault' },
    diagnostics,
  );
  return { spec, suites, diagnostics: sortDiagnostics(diagnostics) };
}
