import { compilePattern, PatternError } from '../../../core/pattern/compile-pattern.ts';
import { parsePattern } from '../../../core/pattern/parse-pattern.ts';
import { needsBacktracking, nestsQuantifiers } from '../../../core/pattern/pattern-ways.ts';

/** Why a regular expression is none for a suite; undefined: it is one. */
export function whyNoPattern(source: string): string | undefined {
  try {
    const tree = parsePattern(source);
    if (needsBacktracking(tree))
      return 'the regular expression looks ahead, behind or at a group again: say it otherwise';
    if (nestsQuantifiers(tree)) {
      return 'the regular expression has a quantifier without an upper bound inside of another: bound one, as in {1,80}';
    }
    compilePattern(source, { whole: true });
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof PatternError)) throw error;
    return `the regular expression does not compile: ${error.message.replace(/^Invalid regular expression: /, '')}`;
  }
}

type Test = (text: string) => boolean;

/** Tests that are kept: tokens may make a new expression for each answer. */
const mostKept = 500;
const kept = new Map<string, Test>();

/** The test of a text as a whole. @throws {LongTextError} by the test, for a text that is too long. */
export function wholePattern(source: string, caseless = false): Test {
  const key = (caseless ? 'i' : '') + source;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= mostKept) kept.clear();
  const made = compilePattern(source, { caseless, whole: true });
  kept.set(key, made);
  return made;
}
