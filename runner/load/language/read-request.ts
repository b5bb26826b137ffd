import type { RequestTemplate, Template, ValueTemplate } from '../../../core/suite.ts';
import { describe, type MapReader, member } from '../input/read-map.ts';
import { listOrOne, readList, readText } from '../input/read-scalar.ts';
import { suggest } from '../input/suggest.ts';
import type { YamlMap, YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { bodyKeys, readBody } from './read-body.ts';
import { readCall } from './read-call.ts';
import { readTagForm } from './read-tag-form.ts';
import { checkTemplate, readTemplate, readValue } from './read-template.ts';

/** Keys that describe a request: the same in a step, a race client, a batch part and a clean-up. */
export const requestKeys: readonly string[] = [
  'request',
  'as',
  'query',
  'headers',
  'without',
  'ifMatch',
  'ifNoneMatch',
  ...bodyKeys,
];

const fieldName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const conditional: Readonly<Record<string, string>> = { 'if-match': 'ifMatch', 'if-none-match': 'ifNoneMatch' };

/** The request keys of a map. */
export function readRequest(context: LanguageContext, map: MapReader, what: string): RequestTemplate {
  const { file } = context;
  const call = map.required('request', (node) => readCall(context, node, 'request'), {
    method: 'GET',
    target: '/',
    at: file.position(map.range.start),
  });
  if (map.has('query') && call.target.includes('?')) {
    file.fault(map.at('query'), 'the target has a "?" already', 'put the whole query into one of the two');
  }
  return {
    ...call,
    ...member(
      'as',
      map.optional('as', (node) => readIdentity(context, node)),
    ),
    query: map.optional('query', (node) => readQuery(context, node)) ?? {},
    headers: map.optional('headers', (node) => readHeaders(context, node)) ?? [],
    without: map.optional('without', (node) => readWithout(context, node)) ?? [],
    ...member(
      'ifMatch',
      map.optional('ifMatch', (node) => readTagForm(context, node, 'ifMatch')),
    ),
    ...member(
      'ifNoneMatch',
      map.optional('ifNoneMatch', (node) => readTagForm(context, node, 'ifNoneMatch')),
    ),
    ...member('body', readBody(context, map, what, { keys: requestKeys, read: readRequest })),
  };
}

/** An identity of the protocol, or "nobody". */
export function readIdentity({ file, names }: LanguageContext, node: YamlNode): string {
  const id = readText(file, node, 'as');
  if (id !== '' && id !== 'nobody' && !names.identities.has(id)) {
    file.fault(node, `unknown identity "${id}"`, suggest(id, [...names.identities, 'nobody']));
  }
  return id;
}

function asMap({ file }: LanguageContext, node: YamlNode, what: string): YamlMap | undefined {
  if (node.kind === 'map') return node;
  file.fault(node, `${what} must be a map, not ${describe(node)}`);
  return undefined;
}

function readQuery(context: LanguageContext, node: YamlNode): Readonly<Record<string, ValueTemplate>> {
  const entries = asMap(context, node, 'query')?.entries ?? [];
  return Object.fromEntries(
    entries.map(({ key, keyRange, value }) => {
      checkTemplate(context, keyRange, key);
      for (const item of listOrOne(value)) {
        if (item.kind === 'scalar' && item.value !== null) continue;
        context.file.fault(item, `a query value is a text, a number, true or false, not ${describe(item)}`);
      }
      return [key, readValue(context, value)];
    }),
  );
}

function readHeaders(context: LanguageContext, node: YamlNode): RequestTemplate['headers'] {
  const { file } = context;
  const seen = new Set<string>();
  return (asMap(context, node, 'headers')?.entries ?? []).map(({ key, keyRange, value }) => {
    const lower = key.toLowerCase();
    const own = conditional[lower];
    if (own !== undefined) file.fault(keyRange, `${key} is not written under headers`, `use the key \`${own}\``);
    if (!fieldName.test(key)) file.fault(keyRange, `"${key}" is not a header name`);
    if (seen.has(lower)) file.fault(keyRange, `header ${key} is doubled`, 'several lines of one name are a list');
    seen.add(lower);
    return [key, listOrOne(value).map((item) => readHeaderText(context, item, key))];
  });
}

function readHeaderText(context: LanguageContext, node: YamlNode, name: string): Template {
  if (node.kind === 'scalar' && node.value === '') return '';
  if (node.kind === 'scalar' && node.value === null) {
    context.file.fault(
      node,
      `header ${name} must be a text, not null`,
      `to leave a default header out: without: [${name}]`,
    );
    return '';
  }
  return readTemplate(context, node, `header ${name}`);
}

function readWithout({ file }: LanguageContext, node: YamlNode): readonly string[] {
  return readList(file, node, 'without', (item) => readText(file, item, 'a header name').toLowerCase(), 1);
}
