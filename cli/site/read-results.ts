import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import type { Report } from '../../core/report.ts';
import type { ProductResult } from '../../reporters/site/site-data.ts';

/** Results of products, by protocol. */
export type ResultsByProtocol = ReadonlyMap<string, readonly ProductResult[]>;

/** A file of results that people keep (results/README.md). */
interface ResultsFile {
  readonly format: 1;
  readonly protocol: string;
  readonly results: readonly ProductResult[];
}

/**
 * Reads results: files of them, JSON reports of runs, or folders of either.
 * @throws {UsageError} for what is neither.
 */
export function readResults(paths: readonly string[]): ResultsByProtocol {
  const found = new Map<string, ProductResult[]>();
  for (const file of paths.flatMap(filesIn)) {
    for (const [protocol, results] of resultsIn(file))
      found.set(protocol, [...(found.get(protocol) ?? []), ...results]);
  }
  return found;
}

function filesIn(path: string): readonly string[] {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw new UsageError(`there is no file or folder ${path}`);
  if (!status.isDirectory()) return [path];
  const files = readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(path, name));
  if (files.length === 0)
    throw new UsageError(`${path} holds no results`, 'it wants JSON files: reports of runs, or lists as in results/');
  return files;
}

function resultsIn(file: string): readonly (readonly [protocol: string, results: readonly ProductResult[]])[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (isResultsFile(value)) return [[value.protocol, value.results]];
  if (isReport(value)) return value.targets.map((target) => [target.protocol, [ofReport(value, target)]]);
  throw new UsageError(`${file} holds neither results nor the JSON report of a run`);
}

function isResultsFile(value: unknown): value is ResultsFile {
  const { format, protocol, results } = (value ?? {}) as Partial<ResultsFile>;
  return format === 1 && typeof protocol === 'string' && Array.isArray(results) && results.every(isResult);
}

function isResult(value: unknown): value is ProductResult {
  const { product, version, setup, date, edition, verdict, rules } = (value ?? {}) as Partial<ProductResult>;
  const texts = [product, version, setup, date, edition, verdict];
  return (
    texts.every((text) => typeof text === 'string') &&
    typeof rules === 'object' &&
    rules !== null &&
    Object.values(rules).every((ids) => Array.isArray(ids) && ids.every((id) => typeof id === 'string'))
  );
}

function isReport(value: unknown): value is Report {
  const { schemaVersion, targets, startedAt } = (value ?? {}) as Partial<Report>;
  return (
    typeof schemaVersion === 'number' &&
    typeof startedAt === 'string' &&
    Array.isArray(targets) &&
    targets.every((target) => typeof target?.protocol === 'string' && Array.isArray(target.rules))
  );
}

/** A report does not know which product it is about: its address stands for it. */
function ofReport({ startedAt, tool }: Report, target: Report['targets'][number]): ProductResult {
  const rules: Record<string, string[]> = {};
  for (const { rule, verdict } of target.rules) rules[verdict] = [...(rules[verdict] ?? []), rule];
  return {
    product: target.bundled ? 'reference server' : target.url,
    version: target.bundled ? tool.version : '',
    setup: `a report of ${tool.name} ${tool.version}`,
    date: startedAt.slice(0, 10),
    edition: target.edition,
    verdict: target.verdict,
    rules,
  };
}
