/** The reason listed for this id, if any; "*" in a pattern stands for any run of characters. */
export function matchExcuse(id: string, excuses: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(excuses).find(([pattern]) => patternToRegex(pattern).test(id))?.[1];
}

/** Patterns that excuse nothing any more: they must go. */
export function unusedExcuses(ids: readonly string[], excuses: Readonly<Record<string, string>>): string[] {
  return Object.keys(excuses).filter((pattern) => !ids.some((id) => patternToRegex(pattern).test(id)));
}

function patternToRegex(pattern: string): RegExp {
  const literal = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`);
}
