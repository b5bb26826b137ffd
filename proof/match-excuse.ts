/** The reason listed for this id, if any; "*" in a pattern stands for any run of characters. */
export function matchExcuse(id: string, excuses: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(excuses).find(([pattern]) => matchesPattern(pattern, id))?.[1];
}

/** Patterns that excuse nothing any more: they must go. */
export function unusedExcuses(ids: readonly string[], excuses: Readonly<Record<string, string>>): string[] {
  return Object.keys(excuses).filter((pattern) => !ids.some((id) => matchesPattern(pattern, id)));
}

/** Does the whole text fit the pattern? "*" stands for any run of characters. */
export function matchesPattern(pattern: string, text: string): boolean {
  return patternToRegex(pattern).test(text);
}

function patternToRegex(pattern: string): RegExp {
  const literal = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`);
}
