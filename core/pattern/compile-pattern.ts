import { buildAutomaton } from './build-automaton.ts';
import { parsePattern } from './parse-pattern.ts';
import type { PatternNode } from './pattern-node.ts';
import { countWays, needsBacktracking, waysIn } from './pattern-ways.ts';
import { runAutomaton } from './run-automaton.ts';

/** A regular expression that cannot be tried in a time that grows with the text alone. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** A text that is too long for an expression to be tried on. */
export class LongTextError extends Error {
  override readonly name = 'LongTextError';
}

export interface PatternOptions {
  /** Letters in any case. */
  readonly caseless?: boolean;
  /** The text as a whole, not a part of it. */
  readonly whole?: boolean;
}

/** In more ways than these nothing is tried with backtracking: about ten milliseconds. */
const mostWays = 1_000_000;
/** More steps than these are never made: about a second. */
const mostSteps = 50_000_000;
/** UTF-16 units of a text that is looked at. */
const longest = 1024 * 1024;

/**
 * A test with a regular expression (ECMAScript, flag u) that ends soon whatever the text is. The engine that is built in
 * does it where it cannot take long, else an automaton that holds for the same texts (docs/decisions/0018-patterns-end.md).
 * @returns a test that throws {@link LongTextError} for a text that is too long to be looked at.
 * @throws {SyntaxError} for what is no regular expression.
 * @throws {PatternError} for one that nothing could try in a bounded time.
 */
export function compilePattern(source: string, { caseless, whole }: PatternOptions = {}): (text: string) => boolean {
  const flags = caseless ? 'iu' : 'u';
  const tree = whole ? parsePattern(source) : anywhere(parsePattern(source));
  const ways = countWays(tree);
  if (needsBacktracking(tree) && !Number.isFinite(ways.degree))
    throw new PatternError('it looks ahead, behind or at a group again, and nests quantifiers');
  const builtIn = new RegExp(whole ? `^(?:${source})$` : source, flags);
  let inStep: ReturnType<typeof linear> | undefined;
  return (text) => {
    if (text.length > longest) throw new LongTextError(`a text of ${text.length} characters is not matched`);
    if (waysIn(ways, text.length) <= mostWays) return builtIn.test(text);
    inStep ??= linear(tree, flags);
    return inStep(text);
  };
}

/** The same for all texts, in steps of which there are no more than states times code points. */
function linear(tree: PatternNode, flags: string): (text: string) => boolean {
  const states = buildAutomaton(tree);
  if (states === undefined) return tooLong;
  const test = runAutomaton(states, flags);
  return (text) => (text.length * states.length > mostSteps ? tooLong(text) : test(text));
}

function tooLong(text: string): never {
  throw new LongTextError(`a text of ${text.length} characters is too long for the expression`);
}

const anything: PatternNode = {
  kind: 'repeat',
  of: { kind: 'one', source: '[^]' },
  least: 0,
  most: Number.POSITIVE_INFINITY,
};

function anywhere(tree: PatternNode): PatternNode {
  return { kind: 'sequence', of: [anything, tree, anything] };
}
