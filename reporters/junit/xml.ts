import { dangerousCharacters } from '../text/dangerous-characters.ts';
import { escapeCharacter } from '../text/neutralize.ts';

/** An element of a document: attributes that are undefined are left out. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly (XmlElement | string)[];
}

/** Makes an element. */
export function element(
  name: string,
  attributes: XmlElement['attributes'],
  children: XmlElement['children'] = [],
): XmlElement {
  return { name, attributes, children };
}

/** An XML 1.0 document in UTF-8 with one element per line; texts are kept as they are, made safe. */
export function renderXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${render(root, '').join('\n')}\n`;
}

function render({ name, attributes, children }: XmlElement, margin: string): string[] {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value)).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`)
    .join('');
  if (children.length === 0) return [`${margin}<${name}${written}/>`];
  if (children.every((child) => typeof child === 'string')) {
    return [`${margin}<${name}${written}>${children.map((text) => escapeXml(text)).join('')}</${name}>`];
  }
  const inner = children.flatMap((child) =>
    typeof child === 'string' ? [escapeXml(child)] : render(child, `${margin}  `),
  );
  return [`${margin}<${name}${written}>`, ...inner, `${margin}</${name}>`];
}

const unsafe = new RegExp(dangerousCharacters, 'gu');

/** Most texts are nothing but these. */
const harmless = /^[\n -%'-;=?-~]*$/;

/** Text for element content: markup is escaped, characters that XML cannot hold become visible escapes. */
function escapeXml(text: string): string {
  if (harmless.test(text)) return text;
  return text
    .replaceAll('\r\n', '\n')
    .replace(unsafe, escapeCharacter)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
