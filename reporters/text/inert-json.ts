import { dangerousCharacters } from './dangerous-characters.ts';

/** What a terminal, an editor or a page might act on, and what nobody sees; JSON can write every one of them as an escape. */
const dangerous = new RegExp(dangerousCharacters, 'u');
/** What may be that: nearly nothing of a report, and cheaper to look for. */
const suspects = /[^\n -;=-~]|\]\]>/gu;

/** Longest list or object that stands on one line. */
const longestLine = 140;

/**
 * JSON with nothing in it that is active or invisible anywhere; what it says is the data as it is. What holds no other lists or objects and is
 * short stands on one line.
 * @param isRow objects that do, too, whatever they hold.
 */
export function inertJson(value: unknown, isRow: (value: object) => boolean = () => false): string {
  return withEscapes(layOut(value, '', isRow));
}

/** The same on one line. */
export function inertJsonLine(value: unknown): string {
  return withEscapes(JSON.stringify(value));
}

// Outside of strings JSON is plain ASCII without "<", so the replacement only ever touches texts.
function withEscapes(json: string): string {
  return json.replace(suspects, (found) => {
    if (found === ']]>') return ']]\\u003e';
    return found === '<' || dangerous.test(found) ? found.split('').map(escapeUnit).join('') : found;
  });
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function layOut(value: unknown, margin: string, isRow: (value: object) => boolean): string {
  if (typeof value !== 'object' || value === null || isRow(value)) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const [open, close] = isList ? '[]' : '{}';
  if (members.every(([, member]) => typeof member !== 'object' || member === null)) {
    const texts = members.map(
      ([name, member]) => `${isList ? '' : `${JSON.stringify(name)}: `}${JSON.stringify(member)}`,
    );
    const length = texts.reduce((sum, text) => sum + text.length + 2, margin.length);
    if (length <= longestLine) {
      const line = texts.join(', ');
      return isList || line === '' ? `${open}${line}${close}` : `{ ${line} }`;
    }
  }
  const inner = `${margin}  `;
  const lines = members.map(
    ([name, member]) => `${inner}${isList ? '' : `${JSON.stringify(name)}: `}${layOut(member, inner, isRow)}`,
  );
  return `${open}\n${lines.join(',\n')}\n${margin}${close}`;
}
