/** Numbers that look random and are the same for the same seed. Its whole state can be saved and put back. */
export interface SeededRandom {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** This many bytes. */
  bytes(count: number): Uint8Array;
  save(): RandomState;
  load(state: RandomState): void;
}

/** The four 32-bit words of the generator. */
export type RandomState = readonly [number, number, number, number];

/** A generator (sfc32, Chris Doty-Humphrey's PractRand) started from the hash of a text. */
export function createSeededRandom(seed: string): SeededRandom {
  let [a, b, c, d] = hash(seed);
  const word = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  // The first words still resemble the seed.
  for (let round = 0; round < 12; round++) word();
  return {
    next: () => word() / 4_294_967_296,
    bytes: (count) => {
      const bytes = new Uint8Array(count);
      for (let index = 0; index < count; index++) bytes[index] = word() & 0xff;
      return bytes;
    },
    save: () => [a, b, c, d],
    load: (state) => {
      [a, b, c, d] = state;
    },
  };
}

/** Four words from a text: FNV-1a with four offsets, then mixed (MurmurHash3's finaliser). */
function hash(text: string): [number, number, number, number] {
  const words: [number, number, number, number] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    for (let lane = 0; lane < 4; lane++) words[lane] = Math.imul((words[lane] ?? 0) ^ (code + lane), 0x01000193);
  }
  return words.map(mix) as [number, number, number, number];
}

function mix(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
