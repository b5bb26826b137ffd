/** A part of a text: from an offset up to, but not with, another. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where in the text of a JSON document the value at a place stands; undefined: there is none, or it is no JSON up to there. Without recursion, so
 * that no depth of what a target sends overflows the stack.
 */
export function findInJson(text: string, segments: readonly string[]): Span | undefined {
  // What of the place has been found, by depth; a value is of interest as long as all above it fit.
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/gy;
  const blanks = /\s*/y;
  const frames: { readonly list: boolean; key: string | number; readonly fits: boolean; readonly start: number }[] = [];
  let at = 0;
  let expectsName = false;
  const fitsHere = (): boolean => {
    const frame = frames.at(-1);
    if (frame === undefined) return true;
    return frame.fits && frames.length <= segments.length && String(frame.key) === segments[frames.length - 1];
  };
  const isTarget = (fits: boolean): boolean => fits && frames.length === segments.length;
  for (;;) {
    blanks.lastIndex = at;
    blanks.exec(text);
    at = blanks.lastIndex;
    tokens.lastIndex = at;
    const token = tokens.exec(text)?.[0];
    if (token === undefined) return undefined;
    const start = at;
    at += token.length;
    const frame = frames.at(-1);
    if (token === '{' || token === '[') {
      frames.push({ list: token === '[', key: token === '[' ? 0 : '', fits: fitsHere(), start });
      expectsName = token === '{';
    } else if (token === '}' || token === ']') {
      const closed = frames.pop();
      if (closed === undefined) return undefined;
      if (closed.fits && frames.length === segments.length) return { start: closed.start, end: at };
      expectsName = false;
    } else if (token === ',') {
      if (frame === undefined) return undefined;
      if (frame.list) frame.key = Number(frame.key) + 1;
      expectsName = !frame.list;
    } else if (token === ':') expectsName = false;
    else if (expectsName && frame !== undefined) {
      const name = nameOf(token);
      if (name === undefined) return undefined;
      frame.key = name;
    } else if (isTarget(fitsHere())) return { start, end: at };
    if (frames.length === 0 && at >= text.length) return undefined;
  }
}

function nameOf(token: string): string | undefined {
  try {
    const name: unknown = JSON.parse(token);
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}
