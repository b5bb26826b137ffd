import { ConformanceError } from '../../../core/errors.ts';
import type { RuleId } from '../../../core/rule.ts';
import type { Attachment } from '../bug.ts';
import type { Mutant } from '../protocol-core.ts';

/** A bug in a line: id, title, the rule it must fail (or several), and where it attaches. */
export type MutantRow = readonly [
  id: string,
  title: string,
  fails: RuleId | readonly RuleId[],
  ...at: readonly Attachment[],
];

/**
 * The bugs of a table. What does not fit in a line stands beside it, by the id: where a bug attaches, and what few have.
 * @throws {ConformanceError} ERR_USAGE for an id that no row has, and for a bug that attaches nowhere.
 */
export function mutantsOf(
  rows: readonly MutantRow[],
  attached: Readonly<Record<string, Attachment | readonly Attachment[]>> = {},
  extras: Readonly<Record<string, Pick<Mutant, 'editions' | 'breaksShape'>>> = {},
): readonly Mutant[] {
  const ids = new Set(rows.map(([id]) => id));
  const stray = Object.keys({ ...attached, ...extras }).find((id) => !ids.has(id));
  if (stray !== undefined)
    throw new ConformanceError('ERR_USAGE', `"${stray}" is said of a bug that is not in the table`);
  return rows.map(([id, title, fails, ...here]) => {
    const at = [...here, ...[attached[id] ?? []].flat()];
    if (at.length === 0) throw new ConformanceError('ERR_USAGE', `the bug "${id}" attaches nowhere`);
    return { id, title, fails: typeof fails === 'string' ? [fails] : fails, at, ...extras[id] };
  });
}
