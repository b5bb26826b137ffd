import { nothing, type PatternNode } from './pattern-node.ts';

const quantifier = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;
const group = /\((?:\?(?:(:)|(<?[=!])|<[^>]*>|[a-z-]*:))?/y;
/** One escape: a pair of surrogates is one code point. */
const escaping =
  /\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[pP]\{[^}]*\}|k<[^>]*>|[1-9]\d*|[\s\S])/y;
const characterClass = /\[(?:\\[\s\S]|[^\]\\])*\]/y;

/**
 * Reads a regular expression that compiles with the flag u.
 * @throws {SyntaxError} for one that does not, or changes its flags within.
 */
export function parsePattern(source: string): PatternNode {
  new RegExp(source, 'u');
  let offset = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = offset;
    const found = pattern.exec(source);
    if (found) offset = pattern.lastIndex;
    return found ?? undefined;
  };

  const readChoice = (): PatternNode => {
    const options = [readSequence()];
    while (source[offset] === '|') {
      offset++;
      options.push(readSequence());
    }
    return options.length === 1 ? (options[0] ?? nothing) : { kind: 'choice', of: options };
  };

  const readSequence = (): PatternNode => {
    const of: PatternNode[] = [];
    while (offset < source.length && source[offset] !== '|' && source[offset] !== ')') of.push(readRepeated());
    return of.length === 1 ? (of[0] ?? nothing) : { kind: 'sequence', of };
  };

  const readRepeated = (): PatternNode => {
    const of = readAtom();
    const found = take(quantifier);
    if (!found) return of;
    const [, sign, least = '0', comma, most = ''] = found;
    if (sign !== undefined) {
      return { kind: 'repeat', of, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Number.POSITIVE_INFINITY };
    }
    const to = comma === undefined ? Number(least) : most === '' ? Number.POSITIVE_INFINITY : Number(most);
    return { kind: 'repeat', of, least: Number(least), most: to };
  };

  const readAtom = (): PatternNode => {
    const opened = take(group);
    if (opened) return readGroup(opened);
    const escaped = take(escaping)?.[0];
    if (escaped !== undefined) return readEscape(escaped);
    const listed = take(characterClass)?.[0];
    if (listed !== undefined) return { kind: 'one', source: listed };
    const character = String.fromCodePoint(source.codePointAt(offset) ?? 0);
    offset += character.length;
    if (character === '^') return { kind: 'edge', at: 'start' };
    return character === '$' ? { kind: 'edge', at: 'end' } : { kind: 'one', source: character };
  };

  const readGroup = ([text, plain, looks]: RegExpExecArray): PatternNode => {
    if (plain === undefined && looks === undefined && text.endsWith(':'))
      throw new SyntaxError(`${text} changes the flags within the expression`);
    const of = readChoice();
    offset++;
    return looks === undefined ? of : { kind: 'look', of };
  };

  return readChoice();
}

function readEscape(escaped: string): PatternNode {
  if (escaped === '\\b') return { kind: 'edge', at: 'word' };
  if (escaped === '\\B') return { kind: 'edge', at: 'no-word' };
  return /^\\(?:k|[1-9])/.test(escaped) ? { kind: 'again' } : { kind: 'one', source: escaped };
}
