/** "1 scenario", "2 scenarios"; or "1 entry", "2 entries" with the plural given. */
export function plural(count: number, noun: string, many: string = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : many}`;
}
