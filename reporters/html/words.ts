/** "1 scenario", "2 scenarios". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** The text, or as much of it as is worth reading here. */
export function clip(text: string, most: number): string {
  return text.length <= most ? text : `${[...text.slice(0, most)].join('')}… (${text.length} characters)`;
}
