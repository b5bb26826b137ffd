import type { TargetReport } from '../../core/report.ts';

/** "dab: judged with these suites: Data API builder 2.0.9 (2026-11-30)", or that none was yet. */
export function judgedText(protocol: string, judged: NonNullable<TargetReport['judged']>): string {
  if (judged.length === 0) return `${protocol}: no real product has been judged with these suites yet`;
  const products = judged.map(({ product, version, on }) => `${product} ${version} (${on})`);
  return `${protocol}: judged with these suites: ${products.join(', ')}`;
}
