import type { RequestTemplate } from '../../../core/suite.ts';
import { wholeToken } from '../../../core/template.ts';
import { describe } from '../input/read-map.ts';
import { suggest } from '../input/suggest.ts';
import type { Range, YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { checkTemplate } from './read-template.ts';

/** Methods a request may have. */
export const methods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const unsendable = /[\u0000-\u0020\u007f-\uffff"#<>\\^`{|}]/;

/** The request line "METHOD target" of a step, an effect, a clean-up or a final read. */
export function readCall(
  context: LanguageContext,
  node: YamlNode,
  what: string,
): Pick<RequestTemplate, 'method' | 'target' | 'at'> {
  const { file } = context;
  const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
  if (text !== undefined) return lineOf(context, node, text, what);
  file.fault(node, `${what} must be a text "METHOD target", not ${describe(node)}`, 'for example GET $(bind.api)/x');
  return { method: 'GET', target: '/', at: file.position(node.start) };
}

function lineOf(
  context: LanguageContext,
  node: Range,
  text: string,
  what: string,
): Pick<RequestTemplate, 'method' | 'target' | 'at'> {
  const { file } = context;
  const none = { method: 'GET', target: '/', at: file.position(node.start) };
  const [, method = '', target = ''] = /^(\S*)(?: +(.*))?$/s.exec(text) ?? [];
  if (!methods.includes(method) && !isCaseValue(method)) {
    const upper = methods.find((known) => known === method.toUpperCase());
    const hint = upper
      ? `write ${upper}`
      : /^[/$h]/.test(method)
        ? 'begin with the method: GET …'
        : suggest(method, methods);
    file.fault(node, `${what} begins with no method: "${method}"`, hint);
    return none;
  }
  if (target === '') file.fault(node, `${what} has no target after ${method}`);
  else checkTarget(context, node, target, text);
  return { method, target, at: none.at };
}

/** A method may be a value of the case; that it is one is checked with the cases. */
function isCaseValue(method: string): boolean {
  return wholeToken(method)?.root === 'case';
}

/** Targets are sent as written, so what may not stand in one is a fault here. */
function checkTarget(context: LanguageContext, node: Range, target: string, text: string): void {
  const { file } = context;
  const parts = checkTemplate(context, node, text);
  const literals = parts
    .map((part) => (part.kind === 'text' ? part.text : ''))
    .join('')
    .replace(/^[A-Z]* +/, '');
  const bad = unsendable.exec(literals)?.[0];
  if (bad !== undefined) {
    const name = bad === ' ' ? 'a space' : JSON.stringify(bad);
    const encoded = [...new TextEncoder().encode(bad)].map(
      (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    );
    file.fault(node, `${name} may not stand in a target`, `write ${encoded.join('')}, or use the key "query"`);
  }
  if (!/^(?:\/|https?:\/\/|\$\(|\$\d)/.test(target)) {
    file.fault(node, `the target "${target}" begins with neither "/" nor a token`, `write "/${target}"`);
  }
}

/** A call without anything else, as `effect`, `history` and `cleanup` make it. */
export function readPlainCall(context: LanguageContext, node: YamlNode, what: string): RequestTemplate {
  return { ...readCall(context, node, what), ...nothingElse };
}

/** A call that only reads, for effects and `history`; a target alone is read with GET. */
export function readSafeCall(context: LanguageContext, node: YamlNode, what: string): RequestTemplate {
  const isTarget = node.kind === 'scalar' && typeof node.value === 'string' && beginsTarget.test(node.value);
  const call = isTarget ? { ...node, value: `GET ${node.value}` } : node;
  return onlyReads(context, node, readPlainCall(context, call, what), what);
}

/** The same for a text already at hand (a key). */
export function safeCallOf(context: LanguageContext, range: Range, text: string, what: string): RequestTemplate {
  const line = beginsTarget.test(text) ? `GET ${text}` : text;
  return onlyReads(context, range, { ...lineOf(context, range, line, what), ...nothingElse }, what);
}

/** Not $(case.method), which stands before a target. */
const beginsTarget = /^(?:\/|https?:|\$\((?!case\.))\S*$/;

const nothingElse = { query: {}, headers: [], without: [] };

function onlyReads({ file }: LanguageContext, range: Range, call: RequestTemplate, what: string): RequestTemplate {
  if (call.method !== 'GET' && call.method !== 'HEAD') file.fault(range, `${what} must be a GET or HEAD`);
  return call;
}
