import type { FactSet, Matcher, Position } from '../../../core/suite.ts';
import type { TextFile } from '../input/text-file.ts';
import type { Range } from '../input/yaml-node.ts';

/**
 * What several fact sets say together. Two that speak about the same (a status, a header, a place of the body) are a
 * fault at `range`: one of them would be lost. Their positions come together as well.
 */
export function mergeFacts(file: TextFile, range: Range, sets: readonly FactSet[]): FactSet {
  const twice = (what: string): void =>
    file.fault(range, `${what} is said twice`, 'a named fact and what stands beside it must not overlap');
  let all: FactSet = { positions: {} };
  for (const one of sets) all = mergeTwo(all, one, twice);
  return all;
}

function mergeTwo(left: FactSet, right: FactSet, twice: (what: string) => void): FactSet {
  const positions: Record<string, Position> = { ...left.positions, ...right.positions };
  for (const key of ['status', 'text', 'path'] as const) {
    if (left[key] !== undefined && right[key] !== undefined) twice(`\`${key}\``);
  }
  return {
    ...left,
    ...right,
    ...(left.headers && right.headers ? { headers: mergeHeaders(left.headers, right.headers, twice) } : {}),
    ...(left.body && right.body ? { body: mergeBodies(left.body, right.body, twice) } : {}),
    positions,
  };
}

type Headers = NonNullable<FactSet['headers']>;

function mergeHeaders(left: Headers, right: Headers, twice: (what: string) => void): Headers {
  const known = new Set(left.map(([name]) => name.toLowerCase()));
  for (const [name] of right) if (known.has(name.toLowerCase())) twice(`the header ${name}`);
  return [...left, ...right];
}

function mergeBodies(left: Matcher, right: Matcher, twice: (what: string) => void): Matcher {
  if (left.kind !== 'shape' || right.kind !== 'shape') {
    twice('the body as a whole');
    return right;
  }
  const known = new Set(left.places.map(([place]) => place));
  for (const [place] of right.places) if (known.has(place)) twice(`the place ${place}`);
  return { kind: 'shape', places: [...left.places, ...right.places] };
}
