import type { StatusMatcher } from '../../../core/suite.ts';
import { describe, readMap } from '../input/read-map.ts';
import { readList } from '../input/read-scalar.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { checkTemplate, isWholeToken } from './read-template.ts';

type One = StatusMatcher[number];

const classes = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const;

/** One status: 204, 4xx, or a token. */
function readOneStatus(context: LanguageContext, node: YamlNode): One {
  const value = node.kind === 'scalar' ? node.value : undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 100 && value <= 599) return value;
  const { file } = context;
  if (typeof value === 'number') file.fault(node, `${value} is not an HTTP status`, 'statuses go from 100 to 599');
  else if (typeof value !== 'string') file.fault(node, `a status must be 204, 4xx or a token, not ${describe(node)}`);
  else return statusOfText(context, node, value);
  return 200;
}

function statusOfText(context: LanguageContext, node: YamlNode, text: string): One {
  const known = classes.find((name) => name === text.toLowerCase());
  if (known !== undefined) return known;
  if (text.includes('$(')) {
    checkTemplate(context, node, text);
    if (!isWholeToken(text)) context.file.fault(node, 'a status is one token as a whole');
    return text;
  }
  const hint = /^[1-5]\d\d$/.test(text) ? 'write it without quotes' : 'write 204, 4xx, { anyOf: […] } or a token';
  context.file.fault(node, `"${text}" is not a status`, hint);
  return 200;
}

/** 204 | 4xx | { anyOf: [status …] } | token. */
export function readStatus(context: LanguageContext, node: YamlNode): StatusMatcher {
  if (node.kind === 'list') {
    context.file.fault(node, 'several statuses are written { anyOf: […] }');
    return [];
  }
  if (node.kind !== 'map') return [readOneStatus(context, node)];
  const map = readMap(context.file, node, 'a status', ['anyOf']);
  return map.required(
    'anyOf',
    (list) => readList(context.file, list, 'anyOf', (item) => readOneStatus(context, item), 1),
    [],
  );
}

/** A status, or a list of them: `refused` and `rest`. */
export function readStatuses(context: LanguageContext, node: YamlNode): StatusMatcher {
  if (node.kind === 'list') return readList(context.file, node, 'statuses', (item) => readOneStatus(context, item), 1);
  return readStatus(context, node);
}
