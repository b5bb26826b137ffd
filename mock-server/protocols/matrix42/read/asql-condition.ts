import type { Store } from '../../../kernel/store.ts';
import type { Definition } from '../model/definitions.ts';
import type { FragmentRow } from '../model/fragment-row.ts';
import type { Comparator, Condition, Literal, Path } from '../request/asql/expression.ts';
import { type Comparable, comparableOf, compare, literalAs } from './asql-literal.ts';
import { type ResolvedPath, resolvePath, valuesAt } from './asql-path.ts';
import { isLike } from './like.ts';

/** True, false, or undefined: unknown, because a value is missing. Only what is true passes. */
export type Test = (row: FragmentRow, store: Store) => boolean | undefined;

/** Makes a test of a condition on fragments of this definition; or the text of the refusal. */
export function compileCondition(base: Definition, condition: Condition, edition: string): Test | string {
  const inner = (part: Condition): Test | string => compileCondition(base, part, edition);
  if (condition.kind === 'and' || condition.kind === 'or') return joined(condition.kind, condition.all.map(inner));
  if (condition.kind === 'not') {
    const test = inner(condition.condition);
    return typeof test === 'string' ? test : (row, store) => negated(test(row, store));
  }
  const path = resolvePath(base, condition.path, edition);
  if (typeof path === 'string') return path;
  if (condition.kind === 'null') return (row, store) => valuesAt(store, row, path).every((value) => value === null);
  if (condition.kind === 'like') return likeTest(path, condition.pattern);
  if (condition.kind === 'in') {
    const list = condition.list.map((literal) => literalAs(literal, path.type));
    const wrong = list.indexOf(undefined);
    if (wrong >= 0) return conversionFailed(path, condition.list[wrong]);
    return anyOf(path, (value) => isIn(value, list as readonly Comparable[]));
  }
  return comparisonTest(base, path, condition.by, condition.with, edition);
}

function comparisonTest(
  base: Definition,
  path: ResolvedPath,
  by: Comparator,
  other: Literal | Path,
  edition: string,
): Test | string {
  if ('kind' in other) {
    const value = literalAs(other, path.type);
    return value === undefined ? conversionFailed(path, other) : anyOf(path, (own) => holds(by, compare(own, value)));
  }
  const right = resolvePath(base, other, edition);
  if (typeof right === 'string') return right;
  return (row, store) =>
    some(
      valuesAt(store, row, right).map((value) =>
        anyOf(path, (own) => holds(by, compare(own, comparableOf(value, right.type))))(row, store),
      ),
    );
}

function likeTest(path: ResolvedPath, pattern: string): Test | string {
  if (path.type !== 'text') return `${path.attribute} is no text, and is like nothing.`;
  return anyOf(path, (value) => (value?.kind === 'text' ? isLike(value.text, pattern) : undefined));
}

/** Holds for one of the values that a path leads to. */
function anyOf(path: ResolvedPath, test: (value: Comparable) => boolean | undefined): Test {
  return (row, store) => some(valuesAt(store, row, path).map((value) => test(comparableOf(value, path.type))));
}

function isIn(value: Comparable, list: readonly Comparable[]): boolean | undefined {
  return some(list.map((one) => holds('=', compare(value, one))));
}

function holds(by: Comparator, order: number | undefined): boolean | undefined {
  if (order === undefined) return undefined;
  if (order === 0) return by === '=' || by === '<=' || by === '>=';
  return by === '<>' || (order < 0 ? by === '<' || by === '<=' : by === '>' || by === '>=');
}

function joined(kind: 'and' | 'or', tests: readonly (Test | string)[]): Test | string {
  const refusal = tests.find((test) => typeof test === 'string');
  if (typeof refusal === 'string') return refusal;
  const all = tests as readonly Test[];
  if (kind === 'or') return (row, store) => some(all.map((test) => test(row, store)));
  return (row, store) => negated(some(all.map((test) => negated(test(row, store)))));
}

function some(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(true)) return true;
  return results.length === 0 || results.includes(undefined) ? undefined : false;
}

function negated(result: boolean | undefined): boolean | undefined {
  return result === undefined ? undefined : !result;
}

function conversionFailed({ attribute, type }: ResolvedPath, literal: Literal | undefined): string {
  return `Conversion failed: a ${literal?.kind ?? 'value'} is no ${type}, which ${attribute} is.`;
}
