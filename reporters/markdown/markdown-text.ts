import { neutralizeBlock, neutralizeLine } from '../text/neutralize.ts';

/** Text in a line of Markdown: nothing in it is Markdown or HTML, nor a link or a mention made of it. */
export function plainText(text: string): string {
  return entities(neutralizeLine(text));
}

/** Text in a line as code: shown as it is, whatever backticks are in it. */
export function codeText(text: string): string {
  return `<code>${entities(neutralizeLine(text))}</code>`;
}

/** A block of code: the fence is longer than any in it. */
export function codeBlock(text: string, language = ''): string[] {
  const lines = neutralizeBlock(text);
  const longest = Math.max(
    2,
    ...lines.map((line) => Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length))),
  );
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence];
}

/** What begins something in Markdown or HTML, anywhere or at the begin of a line; "://" and "www." alone make links. */
const active = /[\\`*_[\]<>#|&~@$"]|:(?=\/\/)|(?<=www)\.|^[-+=]|(?<=^\d+)[.)]/gi;

function entities(text: string): string {
  return text.replaceAll(active, (character) => `&#${character.codePointAt(0)};`);
}
