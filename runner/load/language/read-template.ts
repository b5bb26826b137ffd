import { ExactNumber } from '../../../core/exact-number.ts';
import type { Json } from '../../../core/json.ts';
import { parsePointer } from '../../../core/json-pointer.ts';
import type { Place, Template, ValueTemplate } from '../../../core/suite.ts';
import {
  conversions,
  parseTemplate,
  type TemplatePart,
  TemplateSyntaxError,
  type Token,
  wholeToken,
} from '../../../core/template.ts';
import { describe } from '../input/read-map.ts';
import { readText } from '../input/read-scalar.ts';
import { suggest } from '../input/suggest.ts';
import type { Range, YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { type Complaint, checkToken } from './scope.ts';

/** The parts of a template; faults its tokens that are malformed, unknown or too early. Fallback: no parts. */
export function checkTemplate(context: LanguageContext, range: Range, text: string): readonly TemplatePart[] {
  if (!text.includes('$(')) return text === '' ? [] : [{ kind: 'text', text }];
  const { file, scope } = context;
  const written = file.text.slice(range.start, range.end);
  let from = 0;
  const place = (part: string): Range => {
    const at = written.indexOf(part, from);
    if (at < 0) return range;
    from = at + part.length;
    return { start: range.start + at, end: range.start + from };
  };
  try {
    const parts = parseTemplate(text);
    for (const part of parts) {
      if (part.kind === 'text') continue;
      const at = place(part.text);
      if (context.defer && !scope.has(part.root)) {
        context.defer(part);
        continue;
      }
      const complaint = checkToken(scope, part) ?? checkDeferred(context, part);
      if (complaint) file.fault(at, complaint.message, complaint.hint);
    }
    return parts;
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    const bad = text.slice(error.offset, error.offset + error.length);
    const near = error.message.startsWith('unknown conversion') ? suggest(bad, conversions) : undefined;
    file.fault(place(bad), error.message, near ?? 'a literal "$(" is written "$$("');
    return [];
  }
}

/** Roots that exist only around one request or one answer, so a case value cannot count on them. */
const momentary: ReadonlySet<string> = new Set(['client', 'item', 'answer', 'case']);

/** The tokens inside a case value must be known where the value is used. */
function checkDeferred({ deferred, scope }: LanguageContext, token: Token): Complaint | undefined {
  if (token.root !== 'case') return undefined;
  for (const inner of deferred?.get(token.path[0] ?? '') ?? []) {
    const complaint = momentary.has(inner.root)
      ? { message: `a case value cannot hold ${inner.text}` }
      : checkToken(scope, inner);
    if (complaint) return { ...complaint, message: `${token.text} holds ${inner.text}: ${complaint.message}` };
  }
  return undefined;
}

/** A text with tokens. */
export function readTemplate(context: LanguageContext, node: YamlNode, what: string): Template {
  const text = readText(context.file, node, what);
  checkTemplate(context, node, text);
  return text;
}

/** A text that is exactly one token. */
export function readWholeToken(context: LanguageContext, node: YamlNode, what: string): Template {
  const text = readTemplate(context, node, what);
  if (text !== '' && !isWholeToken(text)) {
    context.file.fault(node, `${what} must be exactly one token $(…)`, 'for a text as it stands use { raw: … }');
  }
  return text;
}

/** Is the text exactly one token? False also for malformed ones. */
export function isWholeToken(text: string): boolean {
  try {
    return wholeToken(text) !== undefined;
  } catch {
    return false;
  }
}

/** Any JSON; its texts and member names are templates. */
export function readValue(context: LanguageContext, node: YamlNode): ValueTemplate {
  if (node.kind === 'list') return node.items.map((item) => readValue(context, item));
  if (node.kind === 'map') {
    return Object.fromEntries(
      node.entries.map(({ key, keyRange, value }): [string, Json] => {
        checkTemplate(context, keyRange, key);
        return [key, readValue(context, value)];
      }),
    );
  }
  if (typeof node.value === 'string') checkTemplate(context, node, node.value);
  return node.value;
}

/** JSON as it stands, without looking at tokens. */
export function plainValue(node: YamlNode): Json {
  if (node.kind === 'list') return node.items.map(plainValue);
  if (node.kind === 'map') return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainValue(value)]));
  return node.value instanceof ExactNumber ? node.value : node.value;
}

/** A JSON Pointer that begins with "/"; each token in it is one segment. One token alone may stand for the whole. */
export function readPlace(context: LanguageContext, node: YamlNode, what: string): Place {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    context.file.fault(node, `${what} must be a place such as /error/code, not ${describe(node)}`);
    return '/';
  }
  return checkPlace(context, node, node.value, what);
}

/** The same for a text already at hand (a key). */
export function checkPlace(context: LanguageContext, range: Range, text: string, what: string): Place {
  const parts = checkTemplate(context, range, text);
  if (text.includes('$(') && parts.length === 0) return text;
  if (parts.length === 1 && parts[0]?.kind === 'token') return text;
  const pointer = parts.map((part) => (part.kind === 'text' ? part.text : 'token')).join('');
  if (!pointer.startsWith('/')) {
    context.file.fault(range, `${what} ${JSON.stringify(text)} is not a place`, `a place is a JSON Pointer: /${text}`);
  } else if (parsePointer(pointer) === undefined) {
    context.file.fault(
      range,
      `${what} ${JSON.stringify(text)} is not a JSON Pointer`,
      'write "~" as "~0" and "/" in a name as "~1"',
    );
  }
  return text;
}
