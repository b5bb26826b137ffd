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
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  render(root, '', lines);
  return `${lines.join('\n')}\n`;
}

function render({ name, attributes, children }: XmlElement, margin: string, lines: string[]): void {
  let tag = `${margin}<${name}`;
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) tag += ` ${key}="${typeof value === 'number' ? value : attributeText(value)}"`;
  if (children.length === 0) {
    lines.push(`${tag}/>`);
  } else if (children.every((child) => typeof child === 'string')) {
    lines.push(`${tag}>${children.map((text) => escapeXml(text)).join('')}</${name}>`);
  } else {
    lines.push(`${tag}>`);
    for (const child of children) {
      if (typeof child === 'string') lines.push(escapeXml(child));
      else render(child, `${margin}  `, lines);
    }
    lines.push(`${margin}</${name}>`);
  }
}

function attributeText(text: string): string {
  return escapeXml(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
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
