import type { Spelling } from './spellings.ts';

/** A part of a text of a request: as it was, or what a variable says now. */
export type Piece = { readonly kind: 'text'; readonly text: string } | ({ readonly kind: 'variable' } & Spelling);

/** Where a text stands: in JSON, a short value counts only as a whole one. */
type Place = 'url' | 'header' | 'body';

/** So long a text is taken wherever it stands; a shorter one only where no letter or digit touches it. */
const unmistakable = 16;
/** In a body, something shorter must be a value of its own. */
const wholeInBody = 6;

/** Cuts a text where variables stand in it, the longest first. The pieces put together are the text. Pure. */
export function splitText(text: string, spellings: readonly Spelling[], place: Place): readonly Piece[] {
  const longest = spellings.toSorted((a, b) => b.text.length - a.text.length);
  let pieces: readonly Piece[] = text === '' ? [] : [{ kind: 'text', text }];
  for (const spelling of longest) {
    pieces = pieces.flatMap((piece, index) =>
      piece.kind === 'variable'
        ? [piece]
        : cut(piece.text, spelling, place, { first: index === 0, last: index === pieces.length - 1 }),
    );
  }
  return pieces;
}

function cut(
  text: string,
  spelling: Spelling,
  place: Place,
  edge: { readonly first: boolean; readonly last: boolean },
): readonly Piece[] {
  const out: Piece[] = [];
  let from = 0;
  for (let at = text.indexOf(spelling.text); at >= 0; at = text.indexOf(spelling.text, at + 1)) {
    if (at < from || !stands(text, at, spelling.text, place, edge)) continue;
    if (at > from) out.push({ kind: 'text', text: text.slice(from, at) });
    out.push({ kind: 'variable', ...spelling });
    from = at + spelling.text.length;
  }
  if (from < text.length) out.push({ kind: 'text', text: text.slice(from) });
  return out;
}

/** Does it stand there for itself, and not within something else? */
function stands(
  text: string,
  at: number,
  sought: string,
  place: Place,
  edge: { readonly first: boolean; readonly last: boolean },
): boolean {
  if (sought.length >= unmistakable) return true;
  const [before, after] = [text.slice(0, at), text.slice(at + sought.length)];
  if (place === 'body' && sought.length < wholeInBody) {
    const opened = /(?:[:[,]\s*|")$/.test(before) || (before === '' && edge.first);
    return opened && (/^(?:\s*[,}\]]|")/.test(after) || (after === '' && edge.last));
  }
  const touches = /[A-Za-z0-9]/;
  const [first = '', last = ''] = [sought.at(0), sought.at(-1)];
  // A byte that a URL writes in hexadecimal ends there, whatever its last digit is.
  const previous = place === 'url' && /%[0-9a-f]{2}$/i.test(before) ? '' : (before.at(-1) ?? '');
  return !(touches.test(first) && touches.test(previous)) && !(touches.test(last) && touches.test(after.at(0) ?? ''));
}
