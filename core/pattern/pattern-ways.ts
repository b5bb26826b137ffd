import type { PatternNode } from './pattern-node.ts';

/**
 * In how many ways an expression may be laid over a text of n code points, at most: `factor` · n ^ `degree`. A backtracking
 * engine tries no more than these; Infinity: more than any power.
 */
export interface Ways {
  readonly factor: number;
  readonly degree: number;
}

const one: Ways = { factor: 1, degree: 0 };
const tooMany: Ways = { factor: Number.POSITIVE_INFINITY, degree: Number.POSITIVE_INFINITY };

/** Counts the ways of an expression; never too few. */
export function countWays(node: PatternNode): Ways {
  switch (node.kind) {
    case 'one':
    case 'edge':
    case 'again':
      return one;
    case 'look':
      return countWays(node.of);
    case 'sequence':
      return node.of.map(countWays).reduce(both, one);
    case 'choice':
      return node.of.map(countWays).reduce(either);
    case 'repeat':
      return repeated(node);
  }
}

/** The number of ways in a text of this length. */
export function waysIn({ factor, degree }: Ways, length: number): number {
  return factor * (length + 1) ** degree;
}

function repeated({ of, least, most }: PatternNode & { readonly kind: 'repeat' }): Ways {
  const inner = countWays(of);
  // What can be laid in one way only, and moves on, can be repeated in as many ways as there are numbers of it.
  const single = inner.factor === 1 && inner.degree === 0;
  if (most === Number.POSITIVE_INFINITY) return single && isLong(of) ? { factor: 1, degree: 1 } : tooMany;
  const times = most - least + 1;
  return single
    ? { factor: times, degree: 0 }
    : { factor: times * inner.factor ** most, degree: inner.degree === 0 ? 0 : inner.degree * most };
}

/** Does it take at least one code point? */
function isLong(node: PatternNode): boolean {
  switch (node.kind) {
    case 'one':
      return true;
    case 'sequence':
      return node.of.some(isLong);
    case 'choice':
      return node.of.every(isLong);
    case 'repeat':
      return node.least > 0 && isLong(node.of);
    default:
      return false;
  }
}

const both = (a: Ways, b: Ways): Ways => ({ factor: a.factor * b.factor, degree: a.degree + b.degree });

const either = (a: Ways, b: Ways): Ways => ({ factor: a.factor + b.factor, degree: Math.max(a.degree, b.degree) });

/** Is a quantifier without an upper bound inside of another? */
export function nestsQuantifiers(node: PatternNode, inside = false): boolean {
  if (node.kind === 'sequence' || node.kind === 'choice') return node.of.some((part) => nestsQuantifiers(part, inside));
  if (node.kind === 'look') return nestsQuantifiers(node.of, inside);
  if (node.kind !== 'repeat') return false;
  const endless = node.most === Number.POSITIVE_INFINITY;
  return (endless && inside) || nestsQuantifiers(node.of, inside || endless);
}

/** Does it look ahead or behind, or at what a group held? Nothing but backtracking does. */
export function needsBacktracking(node: PatternNode): boolean {
  if (node.kind === 'look' || node.kind === 'again') return true;
  if (node.kind === 'sequence' || node.kind === 'choice') return node.of.some(needsBacktracking);
  return node.kind === 'repeat' && needsBacktracking(node.of);
}
