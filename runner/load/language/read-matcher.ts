import type { Format, Matcher } from '../../../core/suite.ts';
import { describe } from '../input/read-map.ts';
import { parseDuration, readList, readText, readWord } from '../input/read-scalar.ts';
import { suggest } from '../input/suggest.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { checkPlace, checkTemplate, readPlace, readTemplate, readValue } from './read-template.ts';

const types = ['string', 'number', 'integer', 'boolean', 'null', 'object', 'array'] as const;
const formats: readonly Format[] = [
  'uuid',
  'uuid4',
  'uuid7',
  'date-time',
  'utc-date-time',
  'weak-etag',
  'strong-etag',
  'rowversion',
  'integer',
  'uri',
];

/** What a matcher is about: a header value (a text, or several field lines), or any JSON. */
export type Subject = 'header' | 'json';

type Reader = (context: LanguageContext, node: YamlNode, subject: Subject) => Matcher;

const wrap =
  (kind: 'not' | 'caseless' | 'rowversion' | 'each' | 'some' | 'count', inner?: Subject): Reader =>
  (context, node, subject) => ({ kind, matcher: readMatcher(context, node, inner ?? subject) });

const several =
  (kind: 'any-of' | 'all-of', what: string): Reader =>
  (context, node, subject) => ({
    kind,
    matchers: readList(context.file, node, what, (item) => readMatcher(context, item, subject), 1),
  });

const flag =
  (kind: 'absent' | 'present', other: string): Reader =>
  ({ file }, node) => {
    if (node.kind !== 'scalar' || node.value !== true)
      file.fault(node, `"${kind}" can only be true`, `the opposite is { ${other}: true }`);
    return { kind };
  };

const textual =
  (kind: 'contains' | 'starts-with' | 'ends-with', what: string): Reader =>
  (context, node) => ({ kind, text: readTemplate(context, node, what) });

const bound =
  (kind: 'greater-than' | 'at-least' | 'less-than' | 'at-most', what: string): Reader =>
  (context, node) => {
    const isBound = node.kind === 'scalar' && node.value !== null && typeof node.value !== 'boolean';
    if (!isBound) context.file.fault(node, `${what} takes a number or a date-time, not ${describe(node)}`);
    return { kind, value: readValue(context, node) };
  };

const order =
  (kind: 'ascending' | 'descending'): Reader =>
  (context, node) => {
    if (node.kind !== 'list') return { kind, places: [readPlace(context, node, kind)], along: 'array' };
    const places = readList(context.file, node, kind, (item) => readPlace(context, item, `an item of ${kind}`), 2);
    return { kind, places, along: 'places' };
  };

/** Every matcher of the language by its key. */
const readers: Readonly<Record<string, Reader>> = {
  equals: (context, node) => ({ kind: 'equals', value: readValue(context, node) }),
  not: wrap('not'),
  anyOf: several('any-of', 'anyOf'),
  allOf: several('all-of', 'allOf'),
  absent: flag('absent', 'present'),
  present: flag('present', 'absent'),
  type: ({ file }, node) => ({ kind: 'type', type: readWord(file, node, 'type', types) }),
  contains: textual('contains', 'contains'),
  startsWith: textual('starts-with', 'startsWith'),
  endsWith: textual('ends-with', 'endsWith'),
  matches: readRegex,
  caseless: wrap('caseless'),
  greaterThan: bound('greater-than', 'greaterThan'),
  atLeast: bound('at-least', 'atLeast'),
  lessThan: bound('less-than', 'lessThan'),
  atMost: bound('at-most', 'atMost'),
  near: readNear,
  rowversion: wrap('rowversion'),
  count: wrap('count', 'json'),
  onlyKeys: (context, node) => ({
    kind: 'only-keys',
    names: readList(context.file, node, 'onlyKeys', (item) => readTemplate(context, item, 'a name of onlyKeys'), 1),
  }),
  each: wrap('each'),
  some: wrap('some'),
  ascending: order('ascending'),
  descending: order('descending'),
  format: ({ file }, node) => ({ kind: 'format', format: readWord(file, node, 'format', formats) }),
  mediaType: (context, node) => ({ kind: 'media-type', essence: readMediaType(context, node) }),
  schema: readSchema,
};

/**
 * The keys of all matchers.
 * @internal
 */
export const matcherKeys: readonly string[] = Object.keys(readers);

/** What a value must be. Fallback after a fault: present. */
export function readMatcher(context: LanguageContext, node: YamlNode, subject: Subject = 'json'): Matcher {
  if (node.kind === 'map') return readObject(context, node, subject);
  if (subject === 'header' && !(node.kind === 'scalar' && typeof node.value === 'string'))
    return refuseHeader(context, node);
  return { kind: 'equals', value: readValue(context, node) };
}

function refuseHeader({ file }: LanguageContext, node: YamlNode): Matcher {
  const isNull = node.kind === 'scalar' && node.value === null;
  const hint = isNull
    ? 'for a missing header write { absent: true }'
    : `quote it: "${file.text.slice(node.start, node.end)}"`;
  file.fault(
    node,
    `a header value is a text, not ${describe(node)}`,
    node.kind === 'list' ? 'for several allowed values write { anyOf: […] }' : hint,
  );
  return { kind: 'present' };
}

function readObject(context: LanguageContext, map: YamlMap, subject: Subject): Matcher {
  const { file } = context;
  const isPlace = ({ key }: YamlEntry): boolean => key.startsWith('/') || key.startsWith('$(');
  const [first, second] = map.entries;
  if (!first) {
    file.fault(map, 'an empty object says nothing', 'a literal one is written { equals: {} }');
    return { kind: 'present' };
  }
  if (map.entries.every(isPlace)) {
    return {
      kind: 'shape',
      places: map.entries.map(({ key, keyRange, value }) => [
        checkPlace(context, keyRange, key, 'the key'),
        readMatcher(context, value, subject),
      ]),
    };
  }
  const literal = 'shape keys begin with "/"; a literal object is { equals: { … } }';
  if (second) {
    const odd = map.entries.find(({ key }) => !isPlace({ key } as YamlEntry) && !Object.hasOwn(readers, key));
    const all = map.entries.every(({ key }) => Object.hasOwn(readers, key));
    const names = map.entries.map(({ key }) => key).join(', ');
    const message = `an object here is a shape or exactly one matcher; this one has ${names}`;
    const near = odd ? suggest(odd.key, matcherKeys) : undefined;
    file.fault(
      (odd ?? second).keyRange,
      message,
      all ? 'for several matchers write { allOf: [{ … }, { … }] }' : near?.startsWith('did') ? near : literal,
    );
    return { kind: 'present' };
  }
  const read = Object.hasOwn(readers, first.key) ? readers[first.key] : undefined;
  if (read) return read(context, first.value, subject);
  const near = suggest(first.key, matcherKeys);
  file.fault(first.keyRange, `unknown matcher "${first.key}"`, near?.startsWith('did') ? near : literal);
  return { kind: 'present' };
}

function readRegex(context: LanguageContext, node: YamlNode): Matcher {
  const text = readText(context.file, node, 'matches');
  const parts = checkTemplate(context, node, text);
  const pattern = parts.map((part) => (part.kind === 'text' ? part.text : 'token')).join('');
  try {
    new RegExp(`^(?:${pattern})$`, 'u');
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error);
    context.file.fault(node, `the regular expression does not compile: ${reason}`);
  }
  return { kind: 'matches', text };
}

function readNear(context: LanguageContext, node: YamlNode): Matcher {
  const [value, tolerance] = node.kind === 'list' ? node.items : [];
  const unusable: Matcher = { kind: 'present' };
  if (node.kind !== 'list' || node.items.length !== 2 || !value || !tolerance) {
    context.file.fault(node, 'near takes [value, tolerance]', 'for example [$(let.opens), 1s] or [5, 0.1]');
    return unusable;
  }
  const read = readValue(context, value);
  if (tolerance.kind === 'scalar' && typeof tolerance.value === 'string') {
    const duration = parseDuration(tolerance.value);
    if (duration !== undefined) return { kind: 'near', value: read, tolerance: duration, unit: 'time' };
  } else if (tolerance.kind === 'scalar' && tolerance.value !== null && typeof tolerance.value !== 'boolean') {
    const number = Number(String(tolerance.value));
    if (number >= 0) return { kind: 'near', value: read, tolerance: number, unit: 'number' };
  }
  context.file.fault(tolerance, 'a tolerance is a number of at least 0, or a duration such as 0s');
  return unusable;
}

function readMediaType(context: LanguageContext, node: YamlNode): string {
  const text = readTemplate(context, node, 'mediaType');
  if (!text.includes('$(') && !/^[^\s/;]+\/[^\s/;]+$/.test(text)) {
    context.file.fault(node, `"${text}" is not a media type`, 'type/subtype, without parameters');
  }
  return text;
}

function readSchema({ file, names }: LanguageContext, node: YamlNode): Matcher {
  const schema = readText(file, node, 'schema');
  if (schema !== '' && !names.schemas.has(schema)) {
    const hint = suggest(schema, names.schemas) ?? `expected spec/${names.spec.id}/schemas/${schema}.schema.json`;
    file.fault(node, `unknown schema "${schema}"`, hint);
  }
  return { kind: 'schema', schema };
}
