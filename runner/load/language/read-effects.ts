import type { Effect, Position, RequestTemplate } from '../../../core/suite.ts';
import { describe, type MapReader, readMap } from '../input/read-map.ts';
import { listOrOne, readList } from '../input/read-scalar.ts';
import type { Range, YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { readSafeCall, safeCallOf } from './read-call.ts';
import { readPlace, readWholeToken } from './read-template.ts';

/** Keys that say what a request changes elsewhere: the long form, and the two short ones. */
export const effectKeys: readonly string[] = ['effect', 'unchanged', 'changed'];

/** Tokens known when the answer is judged, and those known before the request, for the reads. */
interface EffectGround {
  readonly judged: LanguageContext;
  readonly before: LanguageContext;
}

/** One effect, and where it is written. */
export interface WrittenEffect {
  readonly effect: Effect;
  readonly at: Position;
}

/** The effects among a map's keys, in the order written. */
export function readEffects(ground: EffectGround, map: MapReader): readonly WrittenEffect[] {
  const { file } = ground.judged;
  const at = (range: Range): Position => file.position(range.start);
  return map.keys.flatMap((key): readonly WrittenEffect[] => {
    if (key === 'effect')
      return map.optional(key, (node) => [{ effect: readEffect(ground, node), at: at(map.at(key)) }]) ?? [];
    if (key === 'unchanged')
      return map.optional(key, (node) => [{ effect: readUnchanged(ground, node), at: at(map.at(key)) }]) ?? [];
    if (key === 'changed') return map.optional(key, (node) => readChanged(ground, node)) ?? [];
    return [];
  });
}

/** `effect: { on, changes, may }`. */
function readEffect({ judged, before }: EffectGround, node: YamlNode): Effect {
  const { file } = judged;
  const map = readMap(file, node, 'effect', ['on', 'changes', 'may']);
  const on = map.required('on', (calls) => readReads(before, calls, 'on'), []);
  const changes = map.required('changes', (value) => readChanges(judged, value), 'none');
  const may =
    map.optional('may', (list) => readList(file, list, 'may', (item) => readPlace(judged, item, 'may'), 1)) ?? [];
  if (map.has('on') && on.length === 0) file.fault(map.at('on'), '`on` names no request');
  if (on.length > 1 && (changes !== 'none' || may.length > 0)) {
    file.fault(map.at('on'), 'several reads go only with `changes: none`', 'use one effect per read');
  }
  return { on, changes, may };
}

/** `unchanged: GET …`: the same as an effect that changes nothing. */
function readUnchanged({ judged, before }: EffectGround, node: YamlNode): Effect {
  const on = readReads(before, node, 'unchanged');
  if (on.length === 0) judged.file.fault(node, '`unchanged` names no request');
  return { on, changes: 'none', may: [] };
}

/** `changed: { GET …: [place] }`: one effect per read; what every write of the protocol moves may move, too. */
function readChanged({ judged, before }: EffectGround, node: YamlNode): readonly WrittenEffect[] {
  const { file, names } = judged;
  if (node.kind !== 'map' || node.entries.length === 0) {
    file.fault(
      node,
      `changed must say which places of which read differ, not ${node.kind === 'map' ? 'nothing' : describe(node)}`,
      'for example { GET $(note.url): [/title] }',
    );
    return [];
  }
  return node.entries.map(({ key, keyRange, value }) => {
    const changes = readChanges(judged, value);
    if (changes === 'none') file.fault(value, 'what does not change is written `unchanged: GET …`');
    const may = names.moves.filter((place) => !Array.isArray(changes) || !changes.includes(place));
    const read = safeCallOf(before, keyRange, key, 'changed');
    return { effect: { on: [read], changes, may }, at: file.position(keyRange.start) };
  });
}

function readReads(context: LanguageContext, node: YamlNode, what: string): readonly RequestTemplate[] {
  return listOrOne(node).map((call) => readSafeCall(context, call, what));
}

function readChanges(context: LanguageContext, node: YamlNode): Effect['changes'] {
  if (node.kind === 'list')
    return readList(context.file, node, 'changes', (item) => readPlace(context, item, 'changes'), 1);
  if (node.kind === 'scalar' && typeof node.value === 'string') {
    if (node.value === 'none') return 'none';
    if (node.value.startsWith('$(')) return readWholeToken(context, node, 'changes');
  }
  context.file.fault(node, 'changes takes `none`, a list of places, or a token', 'for example [/title]');
  return 'none';
}
