import type { Automaton, State } from './build-automaton.ts';
import { type FitsOne, fitsOne } from './fits-one.ts';

/**
 * Says of a text whether it fits as a whole. All ways are tried side by side, so that there are at most states times
 * code points of steps.
 * @param flags of the expression: "u" or "iu".
 */
export function runAutomaton(states: Automaton, flags: string): (text: string) => boolean {
  const tests = new Map<string, FitsOne>();
  const testOf = (source: string): FitsOne => {
    const test = tests.get(source) ?? fitsOne(source, flags);
    tests.set(source, test);
    return test;
  };
  const ones = states.map((state) => (state.kind === 'one' ? testOf(state.source) : undefined));
  const word = fitsOne('\\w', flags);
  return (text) => isFitting(text, states, ones, word);
}

function isFitting(text: string, states: Automaton, ones: readonly (FitsOne | undefined)[], word: FitsOne): boolean {
  /** At which step each state was entered last. */
  const entered = new Int32Array(states.length);
  let step = 1;
  let before: string | undefined;
  let here = characterAt(text, 0);
  const isWord = (character: string | undefined): boolean => character !== undefined && word(character);
  const isAt = (at: (State & { readonly kind: 'edge' })['at']): boolean => {
    if (at === 'start') return before === undefined;
    if (at === 'end') return here === undefined;
    return (isWord(before) !== isWord(here)) === (at === 'word');
  };
  /** Enters a state and all that lead on from it without a character; keeps those that wait for one. */
  const enter = (first: number, waiting: number[]): void => {
    const open = [first];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (entered[index] === step) continue;
      entered[index] = step;
      const state = states[index] as State;
      if (state.kind === 'fork') open.push(state.or, state.next);
      else if (state.kind === 'one') waiting.push(index);
      else if (state.kind === 'edge' && isAt(state.at)) open.push(state.next);
    }
  };
  let current: number[] = [];
  enter(states.length - 1, current);
  for (let offset = 0; here !== undefined && current.length > 0; ) {
    const character: string = here;
    offset += character.length;
    before = character;
    here = characterAt(text, offset);
    step++;
    const following: number[] = [];
    for (const index of current) {
      const state = states[index] as State;
      if (state.kind === 'one' && ones[index]?.(character)) enter(state.next, following);
    }
    current = following;
  }
  return here === undefined && entered[0] === step;
}

function characterAt(text: string, offset: number): string | undefined {
  const code = text.codePointAt(offset);
  return code === undefined ? undefined : String.fromCodePoint(code);
}
