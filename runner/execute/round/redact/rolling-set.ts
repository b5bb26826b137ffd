/**
 * A set of texts of the same length, four or eight, that is asked of each place of a long text: gives the next place from `from` at which one of
 * them may begin, or -1. Sometimes there is none there; where there is one it is never missed.
 */
export function rollingSet(length: 4 | 8, texts: Iterable<string>): (text: string, from: number) => number {
  // Four bits of each character are pushed out by the next four or eight, so that the hash is that of the last ones alone.
  const mask = length === 4 ? 0xffff : -1;
  const marks = new Uint8Array(1 << 18);
  const placeOf = (hash: number): number => ((hash & mask) ^ ((hash & mask) >>> 14)) & 0x3ffff;
  for (const text of texts) {
    let hash = 0;
    for (let index = 0; index < length; index++) hash = (hash << 4) ^ text.charCodeAt(index);
    marks[placeOf(hash)] = 1;
  }
  return (text, from) => {
    let hash = 0;
    const first = from + length - 1;
    for (let index = from; index < text.length; index++) {
      hash = (hash << 4) ^ text.charCodeAt(index);
      if (index >= first && marks[placeOf(hash)] === 1) return index - length + 1;
    }
    return -1;
  };
}
