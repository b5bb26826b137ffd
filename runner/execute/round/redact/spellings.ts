type Spell = (text: string) => string;

const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');
const hexOf: Spell = (text) => bytesOf(text).toString('hex');
const percentHex: Spell = (text) => hexOf(text).replaceAll(/../g, '%$&');
const json: Spell = (text) => JSON.stringify(text).slice(1, -1);
const unit = (character: string): string => character.charCodeAt(0).toString(16).padStart(4, '0');
/** As .NET and others write JSON: nothing but letters and digits that HTML or ASCII could mind. */
const strictJson: Spell = (text) =>
  json(text).replaceAll(/[^\x20-\x7e]|["&'+<>`]/g, (found) => `\\u${unit(found).toUpperCase()}`);
const percent: Spell = (text) => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
const strictPercent: Spell = (text) =>
  percent(text).replaceAll(/[!'()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);
const html: Spell = (text) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
const strictHtml: Spell = (text) =>
  html(text)
    .replaceAll('&#39;', '&#x27;')
    .replaceAll('+', '&#x2B;')
    .replaceAll(/[^\x20-\x7e]/gu, (found) => `&#x${(found.codePointAt(0) ?? 0).toString(16).toUpperCase()};`);

/** Base64 of a text behind so many other bytes: what of it is the text's alone. */
function base64(kind: 'base64' | 'base64url', before: number): Spell {
  return (text) => {
    const bytes = Buffer.concat([Buffer.alloc(before), bytesOf(text)]);
    const from = Math.ceil((before * 8) / 6);
    return bytes.toString(kind).slice(from, before === 0 ? undefined : Math.floor((bytes.length * 8) / 6));
  };
}

const lower =
  (spell: Spell): Spell =>
  (text) =>
    spell(text).replaceAll(/%[0-9A-F]{2}/g, (found) => found.toLowerCase());

const twice =
  (first: Spell, then: Spell = first): Spell =>
  (text) =>
    then(first(text));

const spells: readonly Spell[] = [
  (text) => text,
  json,
  strictJson,
  (text) => strictJson(text).replaceAll(/\\u[0-9A-F]{4}/g, (found) => found.toLowerCase()),
  (text) => json(text).replaceAll('/', '\\/'),
  twice(json),
  twice(strictJson, json),
  percent,
  strictPercent,
  lower(percent),
  lower(strictPercent),
  (text) => percent(text).replaceAll('%20', '+'),
  twice(percent),
  twice(percent, json),
  percentHex,
  (text) => percentHex(text).toUpperCase(),
  html,
  strictHtml,
  twice(json, html),
  hexOf,
  (text) => hexOf(text).toUpperCase(),
  base64('base64', 0),
  base64('base64', 1),
  base64('base64', 2),
  base64('base64url', 0),
  base64('base64url', 1),
  base64('base64url', 2),
  // What looks at bytes as ISO 8859-1 sees UTF-8 so.
  (text) => bytesOf(text).toString('latin1'),
];

/** Each of these units of a text, spelt by itself. */
const each =
  (spell: (unit: number) => string): Spell =>
  (text) =>
    Array.from({ length: text.length }, (_, at) => spell(text.charCodeAt(at))).join('');
const hexUnit = (width: number) => (one: number) => one.toString(16).padStart(width, '0');
const utf16: Spell = (text) => Buffer.from(text, 'utf16le').toString('hex');
const byteList =
  (between: string): Spell =>
  (text) =>
    [...bytesOf(text)].join(between);
const upper =
  (spell: Spell): Spell =>
  (text) =>
    spell(text).replaceAll(/(?<![\\&#])[0-9a-f]+/g, (found) => found.toUpperCase());
const escapes = ['\\u', '\\\\u'].map((mark) => each((one) => mark + hexUnit(4)(one)));
const byteEscapes = ['\\x', '\\\\x'].map((mark) => each((one) => mark + hexUnit(2)(one)));
const entities = each((one) => `&#x${hexUnit(2)(one)};`);
const parted = [':', '-', ' '].map(
  (between): Spell =>
    (text) =>
      hexOf(text).replaceAll(/..(?=.)/g, `$&${between}`),
);

/** Every character spelt out. Only whole: pieces of these that are as long as a piece of a secret are of a few characters. */
const spelledOut: readonly Spell[] = [
  each((one) => `&#${one};`),
  entities,
  upper(entities),
  ...escapes,
  ...escapes.map(upper),
  ...byteEscapes,
  ...byteEscapes.map(upper),
  ...parted,
  ...parted.map(upper),
  utf16,
  upper(utf16),
  byteList(','),
  byteList(', '),
  twice(base64('base64', 0)),
  (text) => Buffer.from(text, 'utf16le').toString('base64'),
];

/**
 * A secret in all spellings in which a target may send it back: in JSON, in percent encoding, in HTML, once and within one another, in hex, and in base64,
 * also in the middle of more, and with every character spelt out.
 * @param open how much of its beginning is no secret alone.
 * @returns each spelling once, with the same of it; all of it for those that are looked for as a whole.
 */
export function spellings(secret: string, open: number): ReadonlyMap<string, number> {
  const beginning = secret.slice(0, open);
  const all = new Map<string, number>();
  for (const spell of spells) {
    const spelt = spell(secret);
    if (all.has(spelt)) continue;
    all.set(spelt, open === 0 ? 0 : commonLength(spelt, spell(beginning)));
  }
  for (const spell of spelledOut) {
    const spelt = spell(secret);
    if (!all.has(spelt)) all.set(spelt, spelt.length);
  }
  return all;
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < other.length && one[length] === other[length]) length++;
  return length;
}
