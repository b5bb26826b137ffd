/** Two texts cut at the places where they begin and stop to differ. */
export interface Difference {
  readonly before: string;
  readonly expected: string;
  readonly actual: string;
  readonly after: string;
}

/** Longest common beginning and end, in whole characters; what is between differs. */
export function findDifference(expected: string, actual: string): Difference {
  const left = [...expected];
  const right = [...actual];
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start++;
  let end = 0;
  while (end < shorter - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++;
  return {
    before: left.slice(0, start).join(''),
    expected: left.slice(start, left.length - end).join(''),
    actual: right.slice(start, right.length - end).join(''),
    after: left.slice(left.length - end).join(''),
  };
}
