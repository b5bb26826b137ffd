/** One part of a list, and where it begins in the text. */
export interface Part {
  readonly text: string;
  readonly position: number;
}

/** Splits at a separator that is neither in quotes nor in parentheses. Always gives at least one part. */
export function splitList(text: string, separator: ',' | ';', position = 0): readonly Part[] {
  const parts: Part[] = [];
  let depth = 0;
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "'") isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === separator && depth === 0) {
      parts.push({ text: text.slice(start, at), position: position + start });
      start = at + 1;
    }
  }
  return [...parts, { text: text.slice(start), position: position + start }];
}

/** The part without the blanks around it. */
export function trimPart({ text, position }: Part): Part {
  const trimmed = text.trimStart();
  return { text: trimmed.trimEnd(), position: position + text.length - trimmed.length };
}
