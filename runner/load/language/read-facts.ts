import type { AnswerFacts, FactSet, Matcher, Position, RaceFacts, StepFacts, Tally } from '../../../core/suite.ts';
import { describe, type MapReader, member, readMap } from '../input/read-map.ts';
import { checkId, readInteger, readList, readText } from '../input/read-scalar.ts';
import { suggest } from '../input/suggest.ts';
import type { Range, YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { mergeFacts } from './merge-facts.ts';
import { effectKeys, readEffects, type WrittenEffect } from './read-effects.ts';
import { readHistory } from './read-history.ts';
import { readMatcher } from './read-matcher.ts';
import { readNamedFacts } from './read-named-facts.ts';
import { readStatus, readStatuses } from './read-status.ts';
import { checkTemplate, isWholeToken } from './read-template.ts';

/** Keys of facts. */
export const factKeys: readonly string[] = [
  'status',
  'headers',
  'body',
  'text',
  'path',
  'part',
  'parts',
  'tally',
  'history',
  ...effectKeys,
  'either',
  'is',
];

/** The facts that can be judged of a step's answer, of a whole race, and of whatever answer a filter selects. */
interface FactsOf {
  readonly answer: StepFacts;
  readonly race: RaceFacts;
  readonly filter: AnswerFacts;
}

/** What facts may speak about. */
export interface FactGround<K extends keyof FactsOf = keyof FactsOf> {
  readonly kind: K;
  /** Tokens known when the answer is judged. */
  readonly judged: LanguageContext;
  /** Tokens known before the request: for the reads of `effect` and `history`. */
  readonly before: LanguageContext;
  /** Ids of the batch's parts, if the step is a batch. */
  readonly parts?: readonly string[] | undefined;
}

const allowed: Readonly<Record<FactGround['kind'], readonly string[]>> = {
  answer: ['status', 'headers', 'body', 'text', 'part', 'parts', ...effectKeys, 'either', 'is'],
  race: ['tally', 'history', 'either'],
  filter: ['status', 'headers', 'body', 'text', 'path', 'is'],
};

const refusal: Readonly<Record<FactGround['kind'], string>> = {
  answer: 'needs a race',
  race: 'cannot be said of a race as a whole; name the answers with `for`',
  filter: 'cannot be said where answers are selected',
};

/** Facts as written: several effects are several things to judge, and named facts may bring their own reason. */
export interface WrittenFacts {
  /** All but the effects. */
  readonly facts: FactSet;
  readonly effects: readonly WrittenEffect[];
  /** Why a named fact leaves latitude. */
  readonly because?: string;
}

/** The facts among a map's keys; other keys are left to the caller. */
export function readFacts(ground: FactGround, map: MapReader): WrittenFacts {
  const { judged } = ground;
  const { file } = judged;
  const positions: Record<string, Position> = {};
  const mark = (name: string, range: Range): void => {
    Object.defineProperty(positions, name, { value: file.position(range.start), enumerable: true });
  };
  for (const key of map.keys) {
    if (!factKeys.includes(key)) continue;
    mark(key, map.at(key));
    if (!allowed[ground.kind].includes(key)) file.fault(map.at(key), `\`${key}\` ${refusal[ground.kind]}`);
  }
  const own: FactSet = {
    ...member(
      'status',
      map.optional('status', (node) => readStatus(judged, node)),
    ),
    ...member(
      'headers',
      map.optional('headers', (node) => readHeaderFacts(judged, node, mark)),
    ),
    ...member(
      'body',
      map.optional('body', (node) => readBodyFact(judged, node, mark)),
    ),
    ...member(
      'text',
      map.optional('text', (node) => readMatcher(judged, node)),
    ),
    ...member(
      'path',
      map.optional('path', (node) => readMatcher(judged, node)),
    ),
    ...member(
      'part',
      map.optional('part', (node) => readPart(ground, node)),
    ),
    ...member(
      'parts',
      map.optional('parts', (node) => readList(file, node, 'parts', (item) => readPart(ground, item))),
    ),
    ...member(
      'tally',
      map.optional('tally', (node) => readTally(judged, node)),
    ),
    ...member(
      'history',
      map.optional('history', (node) => readHistory(judged, ground.before, node)),
    ),
    ...member(
      'either',
      map.optional('either', (node) => readEither(ground, node, positions)),
    ),
    positions,
  };
  const named = map.optional('is', (node) => readNamedFacts(judged, node)) ?? [];
  const because = named.find((one) => one.because !== undefined)?.because;
  return {
    facts: mergeFacts(file, map.at('is'), [...named.map(({ facts }) => facts), own]),
    effects: readEffects(ground, map),
    ...member('because', because),
  };
}

/** A map that holds facts and nothing else; at least one. */
export function readFactMap<K extends keyof FactsOf>(ground: FactGround<K>, node: YamlNode, what: string): FactsOf[K] {
  const map = readMap(ground.judged.file, node, what, factKeys);
  if (node.kind === 'map' && map.keys.length === 0) ground.judged.file.fault(node, `${what} says nothing`);
  const { facts, effects } = readFacts(ground, map);
  const [first, second] = effects;
  if (second) ground.judged.file.faultAt(second.at, `${what} takes one effect`, '`unchanged` takes several reads');
  // Of facts of another kind there is a fault, so that nobody ever sees them.
  return { ...facts, ...member('effect', first?.effect) } as FactsOf[K];
}

function readHeaderFacts(
  context: LanguageContext,
  node: YamlNode,
  mark: (name: string, range: Range) => void,
): FactSet['headers'] {
  if (node.kind !== 'map') {
    context.file.fault(node, `headers must be a map, not ${describe(node)}`);
    return [];
  }
  if (node.entries.length === 0) context.file.fault(node, 'headers names none');
  const seen = new Set<string>();
  return node.entries.map(({ key, keyRange, value }) => {
    if (seen.has(key.toLowerCase())) context.file.fault(keyRange, `header ${key} is doubled`, 'use { allOf: […] }');
    seen.add(key.toLowerCase());
    mark(`headers/${key}`, keyRange);
    return [key, readMatcher(context, value, 'header')] as const;
  });
}

function readBodyFact(context: LanguageContext, node: YamlNode, mark: (name: string, range: Range) => void): Matcher {
  if (node.kind === 'map') {
    for (const { key, keyRange } of node.entries) if (key.startsWith('/')) mark(`body/${key}`, keyRange);
  }
  return readMatcher(context, node);
}

function readPart({ judged, parts }: FactGround, node: YamlNode): string {
  const id = readText(judged.file, node, 'part');
  if (parts === undefined) judged.file.fault(node, '`part` and `parts` need a batch');
  else if (id !== '' && !parts.includes(id))
    judged.file.fault(node, `the batch has no part "${id}"`, suggest(id, parts));
  return id;
}

function readTally(context: LanguageContext, node: YamlNode): Tally {
  const { file } = context;
  if (node.kind !== 'map' || node.entries.length === 0) {
    file.fault(
      node,
      `tally must say how many of which status, not ${describe(node)}`,
      'for example { 204: 1, rest: 409 }',
    );
    return { counts: [] };
  }
  const rest = node.entries.find(({ key }) => key === 'rest');
  const counts = node.entries
    .filter((entry) => entry !== rest)
    .map(({ key, keyRange, value }): readonly [string, Matcher] => {
      const isToken = key.includes('$(') && isWholeToken(key);
      if (isToken) checkTemplate(context, keyRange, key);
      else if (!/^[1-5](?:\d\d|xx)$/.test(key))
        file.fault(keyRange, `"${key}" is not a status`, 'write 204, 4xx or rest');
      return [key, readCount(context, value)];
    });
  if (counts.length === 0) file.fault(node, 'a tally counts at least one status');
  return { counts, ...member('rest', rest && readStatuses(context, rest.value)) };
}

function readCount(context: LanguageContext, node: YamlNode): Matcher {
  const isToken = node.kind === 'scalar' && typeof node.value === 'string' && isWholeToken(node.value);
  if (node.kind === 'map' || isToken) return readMatcher(context, node);
  return { kind: 'equals', value: readInteger(context.file, node, 'a count', 0, 64) };
}

function readEither(ground: FactGround, node: YamlNode, positions: Record<string, Position>): FactSet['either'] {
  const { file } = ground.judged;
  if (node.kind !== 'map' || node.entries.length < 2) {
    file.fault(
      node,
      'either needs at least two named alternatives',
      'for example { kept: { status: 204 }, refused: { status: 409 } }',
    );
    return [];
  }
  return node.entries.map(({ key, keyRange, value }) => {
    checkId(file, keyRange, key, 'the alternative');
    const facts: FactSet = readFactMap(ground, value, `the alternative "${key}"`);
    if (facts.either) file.fault(keyRange, 'alternatives do not nest');
    positions[`either/${key}`] = file.position(keyRange.start);
    for (const [name, position] of Object.entries(facts.positions)) positions[`either/${key}/${name}`] = position;
    return [key, facts] as const;
  });
}
