/**
 * The lines of the list item that a line of a YAML text stands in, without the indentation they share: a step with its
 * request and what is said of its answer, as its author wrote it.
 * @param line from 1; a line outside of every list is quoted alone, one that is not there as nothing.
 */
export function quoteItem(text: string, line: number): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  const here = lines[line - 1];
  if (here === undefined) return [];
  const start = startOfItem(lines, line - 1);
  const dash = indentation(lines[start] ?? '');
  const end = lines.findIndex((later, index) => index > start && later.trim() !== '' && indentation(later) <= dash);
  const item = lines.slice(start, end < 0 ? undefined : end).map((one) => one.slice(dash).trimEnd());
  while (item.at(-1) === '' || item.at(-1)?.startsWith('#')) item.pop();
  return item;
}

/** The nearest line at or above this one that begins a list item, and is less indented than what is between. */
function startOfItem(lines: readonly string[], from: number): number {
  let depth = Number.POSITIVE_INFINITY;
  for (let index = from; index >= 0; index -= 1) {
    const line = lines[index] ?? '';
    if (line.trim() === '' || indentation(line) >= depth) continue;
    if (/^\s*- /.test(line)) return index;
    depth = indentation(line);
  }
  return from;
}

/**
 * A member of the list item that begins on this line (from 1), with all it holds: the cases of a scenario.
 * @returns nothing where the item has no such member, or is written in one line.
 */
export function quoteMember(text: string, line: number, key: string): readonly string[] {
  const [first = '', ...rest] = quoteItem(text, line);
  const lines = [first.replace(/^- /, '  '), ...rest];
  const depth = indentation(lines[0] ?? '');
  const start = lines.findIndex((one) => indentation(one) === depth && one.trimStart().startsWith(`${key}:`));
  if (start < 0) return [];
  const end = lines.findIndex((one, index) => index > start && one.trim() !== '' && indentation(one) <= depth);
  return lines.slice(start, end < 0 ? undefined : end).map((one) => one.slice(depth));
}

/** The lines of a quoted member with those of its own members alone that are asked for: of a matrix, some of its cases. */
export function onlyMembers([first, ...rest]: readonly string[], ids: readonly string[]): readonly string[] {
  if (first === undefined) return [];
  const depth = Math.min(...rest.filter((line) => line.trim() !== '').map(indentation));
  let kept = false;
  const lines = rest.filter((line) => {
    if (line.trim() !== '' && indentation(line) === depth) kept = ids.includes(line.trim().replace(/:.*$/, ''));
    return kept;
  });
  return [first, ...lines];
}

function indentation(line: string): number {
  return line.length - line.trimStart().length;
}
