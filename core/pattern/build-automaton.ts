import type { PatternNode } from './pattern-node.ts';

/** One state of an automaton; `next` and `or` are indices of states. */
export type State =
  | { readonly kind: 'one'; readonly source: string; readonly next: number }
  | { readonly kind: 'edge'; readonly at: 'start' | 'end' | 'word' | 'no-word'; readonly next: number }
  | { readonly kind: 'fork'; readonly next: number; readonly or: number }
  | { readonly kind: 'accept' };

/** The states of an expression without looks and groups that are read again. The last one is where it begins. */
export type Automaton = readonly State[];

const most = 4000;

/**
 * Builds the automaton of an expression (K. Thompson, 1968), from its end to its beginning.
 * @returns undefined for what needs backtracking, and for more states than are kept.
 */
export function buildAutomaton(root: PatternNode): Automaton | undefined {
  const states: State[] = [{ kind: 'accept' }];
  let possible = true;
  const add = (state: State): number => states.push(state) - 1;

  const build = (node: PatternNode, next: number): number => {
    if (!possible || states.length > most) {
      possible = false;
      return next;
    }
    switch (node.kind) {
      case 'one':
        return add({ kind: 'one', source: node.source, next });
      case 'edge':
        return add({ kind: 'edge', at: node.at, next });
      case 'sequence':
        return node.of.reduceRight((after, part) => build(part, after), next);
      case 'choice':
        return node.of
          .map((part) => build(part, next))
          .reduceRight((or, start) => add({ kind: 'fork', next: start, or }));
      case 'repeat':
        return repeat(node, next);
      default:
        possible = false;
        return next;
    }
  };

  const repeat = ({ of, least, most: to }: PatternNode & { readonly kind: 'repeat' }, next: number): number => {
    let start = next;
    if (to === Number.POSITIVE_INFINITY) {
      start = add({ kind: 'accept' });
      states[start] = { kind: 'fork', next: build(of, start), or: next };
    } else {
      for (let times = least; times < to && possible; times++)
        start = add({ kind: 'fork', next: build(of, start), or: next });
    }
    for (let times = 0; times < least && possible; times++) start = build(of, start);
    return start;
  };

  const start = build(root, 0);
  if (!possible) return undefined;
  // So that the last state is the first one to be in.
  add({ kind: 'fork', next: start, or: start });
  return states;
}
