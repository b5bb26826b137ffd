/**
 * Does a text fit a pattern in which "%" stands for any text and "_" for any character? Without regard to case. Takes time by
 * the product of both lengths at most.
 */
export function isLike(text: string, pattern: string): boolean {
  const [subject, wanted] = [[...text.toLowerCase()], [...pattern.toLowerCase()]];
  let [at, from] = [0, 0];
  let anyAt = -1;
  let resume = 0;
  while (at < subject.length) {
    if (wanted[from] === '%') {
      anyAt = from++;
      resume = at;
    } else if (from < wanted.length && (wanted[from] === '_' || wanted[from] === subject[at])) {
      at++;
      from++;
    } else if (anyAt >= 0) {
      from = anyAt + 1;
      at = ++resume;
    } else return false;
  }
  return wanted.slice(from).every((character) => character === '%');
}
