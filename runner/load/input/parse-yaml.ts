import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Parser,
  type Scalar,
} from 'yaml';
import { numberFromText } from '../../../core/exact-number.ts';
import type { TextFile } from './text-file.ts';
import type { Range, YamlEntry, YamlNode, YamlScalar } from './yaml-node.ts';

/** Deeper nesting is refused; scenarios need about ten levels. */
const maxDepth = 100;

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Reads one YAML 1.2 document (core schema) without anchors, aliases, tags and merge keys. Faults go to the file;
 * undefined: there is nothing that could be read further.
 */
export function parseYaml(file: TextFile): YamlNode | undefined {
  const tokens = [...new Parser().parse(file.text)];
  if (tooDeep(tokens)) {
    file.fault({ start: 0, end: 1 }, `the file nests deeper than ${maxDepth} levels`);
    return undefined;
  }
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    strict: true,
    prettyErrors: false,
  });
  const documents = [...composer.compose(tokens, true, file.text.length)];
  for (const document of documents) reportSyntax(file, document);
  const second = documents[1];
  if (second) {
    const start = second.range[0];
    file.fault(
      { start, end: start + 1 },
      'the file holds several YAML documents',
      'one document per file: remove the "---"',
    );
  }
  const contents = documents[0]?.contents as Node | null | undefined;
  if (file.isFaulty()) return undefined;
  if (!contents || (isScalar(contents) && contents.value === null)) {
    file.fault({ start: 0, end: 1 }, 'the file is empty');
    return undefined;
  }
  return convert(file, contents);
}

function reportSyntax(file: TextFile, document: Document): void {
  if (document.directives?.yaml.explicit) {
    file.fault(
      { start: 0, end: file.text.indexOf('\n') },
      'directives are not allowed',
      'remove the line with "%YAML"',
    );
  }
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    const range = { start: pos[0], end: pos[1] };
    const text = message.split('\n', 1)[0] ?? '';
    if (code === 'BAD_ALIAS') file.fault(range, 'an alias cannot stand here', starHint);
    else if (code === 'TAB_AS_INDENT') file.fault(range, 'tabs cannot indent YAML', 'use spaces');
    else if (code === 'TAG_RESOLVE_FAILED') file.fault(range, 'tags are not allowed', 'quote what is meant as a text');
    else if (code === 'BAD_SCALAR_START') file.fault(range, lowerFirst(text), 'quote the text');
    else if (code === 'BLOCK_AS_IMPLICIT_KEY') {
      file.fault(range, 'a second ": " in one line, or a wrong indent', 'quote a text that holds ": "');
    } else file.fault(range, lowerFirst(text));
  }
}

const starHint = 'for a star quote it: "*" (for If-Match write `ifMatch: any`)';

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Is any collection nested too deep? Walks without recursion, since the depth is what is in question. */
function tooDeep(tokens: readonly CST.Token[]): boolean {
  const stack: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { token, depth } = next;
    if (depth > maxDepth) return true;
    if (token.type === 'document' && token.value) stack.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key) stack.push({ token: key, depth: depth + 1 });
      if (value) stack.push({ token: value, depth: depth + 1 });
    }
  }
  return false;
}

function rangeOf(node: Node): Range {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}

/** A node that stands where one could not be read, so that reading goes on. */
function stand(range: Range): YamlScalar {
  return { kind: 'scalar', value: '', ...range };
}

function convert(file: TextFile, node: Node): YamlNode {
  const range = rangeOf(node);
  if (isAlias(node)) {
    file.fault(range, 'aliases are not allowed', starHint);
    return stand(range);
  }
  if (node.anchor !== undefined) {
    const start = Math.max(0, file.text.lastIndexOf(`&${node.anchor}`, range.start));
    const anchor = { start, end: start + node.anchor.length + 1 };
    file.fault(anchor, 'anchors are not allowed', 'write it out, or quote it if it is a text');
  }
  if (node.tag !== undefined) file.fault(range, 'tags are not allowed', 'quote what is meant as a text');
  if (isScalar(node)) return scalar(file, node, range);
  if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => convert(file, item as Node)), ...range };
  if (isMap(node)) return { kind: 'map', entries: entries(file, node.items as readonly Pair[]), ...range };
  file.fault(range, 'this YAML cannot be read');
  return stand(range);
}

interface Pair {
  readonly key: Node | null;
  readonly value: Node | null;
}

function entries(file: TextFile, pairs: readonly Pair[]): readonly YamlEntry[] {
  const seen = new Map<string, Range>();
  const out: YamlEntry[] = [];
  for (const { key, value } of pairs) {
    if (!isScalar(key) || isAlias(key)) {
      if (key) file.fault(rangeOf(key), isAlias(key) ? 'aliases are not allowed' : 'a key must be a text');
      continue;
    }
    const keyRange = rangeOf(key);
    const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
    if (key.type === 'PLAIN' && name === '<<') {
      file.fault(keyRange, 'merge keys are not allowed', 'write the members out');
      continue;
    }
    const first = seen.get(name);
    if (first)
      file.fault(
        keyRange,
        `key ${JSON.stringify(name)} is doubled; the first is on line ${file.position(first.start)[0]}`,
      );
    seen.set(name, keyRange);
    out.push({ key: name, keyRange, ...member(file, keyRange, value) });
  }
  return out;
}

function member(file: TextFile, keyRange: Range, value: Node | null): Pick<YamlEntry, 'value' | 'empty'> {
  if (value !== null && !(isScalar(value) && isEmpty(value))) return { value: convert(file, value) };
  const inFlow = /[,{]\s*$/.test(file.text.slice(Math.max(0, keyRange.start - 100), keyRange.start));
  const hint = inFlow
    ? 'a text with a comma must be quoted; write `null` if null is meant'
    : 'write `null` if null is meant';
  file.fault(keyRange, `key ${JSON.stringify(file.text.slice(keyRange.start, keyRange.end))} has no value`, hint);
  return { value: stand(keyRange), empty: true };
}

function isEmpty(node: Scalar): boolean {
  return node.value === null && (node.source === undefined || node.source === '');
}

function scalar(file: TextFile, node: Scalar, range: Range): YamlScalar {
  const { value } = node;
  if (typeof value === 'number' || typeof value === 'bigint') {
    const source = node.source ?? String(value);
    if (jsonNumber.test(source)) return { kind: 'scalar', value: numberFromText(source), ...range };
    file.fault(
      range,
      `${source} is a number to YAML, but not to JSON`,
      `write it as JSON does, or quote it if it is a text: "${source}"`,
    );
    return stand(range);
  }
  if (isEmpty(node)) {
    file.fault(
      range.end > range.start ? range : { start: Math.max(0, range.start - 1), end: range.start },
      'a value is missing here',
      'write `null` if null is meant',
    );
    return stand(range);
  }
  if (value === null || typeof value === 'boolean' || typeof value === 'string')
    return { kind: 'scalar', value, ...range };
  file.fault(range, 'this value is not JSON');
  return stand(range);
}
