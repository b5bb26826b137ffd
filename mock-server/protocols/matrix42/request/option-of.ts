/** The value of a query option, whose name counts in any letter case. */
export function optionOf(query: string | undefined, name: string): string | undefined {
  return [...new URLSearchParams(query)].find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1];
}
