/** How much two names resemble each other: 0 not at all, 1 the same but for letter case and what joins their words. */
export function resemblance(left: string, right: string): number {
  const [a, b] = [squash(left), squash(right)];
  if (a === '' || b === '') return 0;
  if (a === b) return 1;
  return Math.max(
    contained(a, b),
    0.9 * shared(wordsOf(left), wordsOf(right)),
    1 - edits(a, b) / Math.max(a.length, b.length),
  );
}

/** Those that resemble a name most, the nearest first. */
export function nearest(name: string, known: Iterable<string>, most = 3): readonly string[] {
  return [...new Set(known)]
    .map((one) => ({ one, near: resemblance(name, one) }))
    .filter(({ near }) => near >= alike)
    .toSorted((a, b) => b.near - a.near)
    .slice(0, most)
    .map(({ one }) => one);
}

/** From here on a name is taken for another spelling. */
export const alike = 0.5;

function squash(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** "tables/bookTitles" has the words tables, book and titles. */
function wordsOf(name: string): ReadonlySet<string> {
  const words = name
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return new Set(words.filter((word) => word.length > 1));
}

function shared(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const fewer = Math.min(left.size, right.size);
  return fewer === 0 ? 0 : [...left].filter((word) => right.has(word)).length / fewer;
}

function contained(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (!long.includes(short)) return 0;
  // A whole name within a longer one is a better sign than as many letters that are the same.
  return short.length < 4 ? short.length / long.length : 0.6 + (0.4 * short.length) / long.length;
}

function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
