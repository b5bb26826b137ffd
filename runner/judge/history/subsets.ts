import type { Operation } from './operation.ts';

/** Operations in the order in which they began. */
export function pick(operations: readonly Operation[], indexes: readonly number[]): readonly Operation[] {
  return operations.filter((_, index) => indexes.includes(index)).toSorted((a, b) => a.startedMs - b.startedMs);
}

/** Every choice of so many of these, in their order. */
export function* subsets(items: readonly number[], size: number, from = 0): Generator<readonly number[]> {
  if (size === 0) yield [];
  for (let at = from; size > 0 && at <= items.length - size; at++) {
    for (const rest of subsets(items, size - 1, at + 1)) yield [items[at] as number, ...rest];
  }
}

/** Leaves out one operation after the other as long as what is left cannot be true. */
export function withoutNeedless(
  claims: readonly number[],
  holdsTogether: (indexes: readonly number[]) => boolean,
): readonly number[] {
  let core = claims;
  for (const one of claims) {
    const less = core.filter((index) => index !== one);
    if (!holdsTogether(less)) core = less;
  }
  return core;
}
