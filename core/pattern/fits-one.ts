/** Does this one character fit? */
export type FitsOne = (character: string) => boolean;

/** Answers that are kept of one class. */
const mostKept = 2000;

/** A test for one code point: a literal, an escape or a class. What is in a class is asked of the built-in engine. */
export function fitsOne(source: string, flags: string): FitsOne {
  if (!flags.includes('i') && !/^[.[\\]/.test(source)) return (character) => character === source;
  const whole = new RegExp(`^${source}$`, flags);
  const known = new Map<string, boolean>();
  return (character) => {
    const answer = known.get(character) ?? whole.test(character);
    if (known.size >= mostKept) known.clear();
    known.set(character, answer);
    return answer;
  };
}
