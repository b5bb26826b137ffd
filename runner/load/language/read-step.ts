import type { ControlStep, RequestStep, RequestTemplate, StepBase, StepFacts, WaitStep } from '../../../core/suite.ts';
import { describe, type MapReader, member, readMap } from '../input/read-map.ts';
import { listOrOne, parseDuration, readDuration, readList, readText, readWord } from '../input/read-scalar.ts';
import { suggest } from '../input/suggest.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import { answerRoot, stepRoot } from './answer-roots.ts';
import { type LanguageContext, withScope } from './context.ts';
import { expandExpect } from './expand-expect.ts';
import { partIds } from './read-batch.ts';
import { methods, readPlainCall } from './read-call.ts';
import { readCaptures } from './read-capture.ts';
import { readEntry } from './read-entry.ts';
import { type FactGround, readFactMap } from './read-facts.ts';
import { readRequest, requestKeys } from './read-request.ts';
import { isWholeToken, readWholeToken } from './read-template.ts';
import { type DefinedName, extend, type Root } from './scope.ts';

const baseKeys = ['id', 'title', 'when'];
const stepKeys = [
  ...baseKeys,
  ...requestKeys,
  'assume',
  'expect',
  'capture',
  'poll',
  'race',
  'spread',
  'leaves',
  'cleanup',
];

/** What came before a step: the alternatives that `when` may name, by step. */
export interface StepGround {
  readonly context: LanguageContext;
  readonly alternatives: ReadonlyMap<string, readonly string[]>;
  /** Set-up: nothing is judged there, and ids are optional. */
  readonly given: boolean;
  /** Id of a step that has none. */
  readonly defaultId: string;
}

/** A step, and what later tokens may read of it. */
export interface ReadStep<S> {
  readonly step: S;
  readonly root?: Root;
  readonly captures?: ReadonlyMap<string, DefinedName>;
  /** Other names that tokens may call it by. */
  readonly aliases?: readonly (readonly [string, Root])[];
}

/** The keys every kind of step has. */
export function readBase(
  { context, alternatives, given, defaultId }: StepGround,
  map: MapReader,
  optional: boolean = given,
): StepBase {
  const { file } = context;
  if (!optional && !map.has('id')) file.fault(map.range, 'a step needs the key "id"');
  return {
    id: map.optional('id', (node) => readText(file, node, 'id')) ?? defaultId,
    ...member(
      'title',
      map.optional('title', (node) => readText(file, node, 'title')),
    ),
    at: file.position(map.range.start),
    when: map.optional('when', (node) => readWhen(context, node, alternatives)) ?? {},
  };
}

function readWhen(
  { file }: LanguageContext,
  node: YamlNode,
  alternatives: StepGround['alternatives'],
): StepBase['when'] {
  if (node.kind !== 'map') {
    file.fault(node, `when must be a map, not ${describe(node)}`, 'for example { step: alternative }');
    return {};
  }
  return Object.fromEntries(
    node.entries.map(({ key, keyRange, value }) => {
      const known = alternatives.get(key);
      if (!known) file.fault(keyRange, `no earlier step "${key}" has an \`either\``, suggest(key, alternatives.keys()));
      const chosen = listOrOne(value).map((item) => {
        const name = readText(file, item, 'the alternative');
        if (known && name !== '' && !known.includes(name)) {
          file.fault(item, `the step "${key}" has no alternative "${name}"`, suggest(name, known));
        }
        return name;
      });
      return [key, chosen];
    }),
  );
}

/** A step without an id is called by its method. */
function methodOf(map: MapReader): string | undefined {
  const node = map.node('request');
  const method = node?.kind === 'scalar' ? String(node.value).split(' ', 1)[0] : undefined;
  return method !== undefined && methods.includes(method) ? method.toLowerCase() : undefined;
}

/** One request and what is said about its answer. */
export function readRequestStep(ground: StepGround, node: YamlNode): ReadStep<RequestStep> {
  const { context, given } = ground;
  const { file, names } = context;
  const map = readMap(file, node, 'a step', stepKeys);
  const method = methodOf(map);
  const base = readBase(
    given ? ground : { ...ground, defaultId: method ?? ground.defaultId },
    map,
    given || method !== undefined,
  );
  if (given && map.has('expect'))
    file.fault(map.at('expect'), 'nothing is judged in `given`', 'use `assume`, or make it a step');
  for (const key of ['leaves', 'spread']) if (map.has(key)) file.fault(map.at(key), `\`${key}\` needs a race`);
  const request = readRequest(context, map, 'a step');
  const parts = request.body?.kind === 'batch' ? partIds(request.body.parts) : undefined;
  const captured = readCaptures(context, map.node('capture'), parts);
  const root = stepRoot(names, captured.names);
  const after = withScope(context, extend(context.scope, [base.id, root]));
  const judged = withScope(after, extend(after.scope, ['answer', answerRoot(names)]));
  const facts: FactGround<'answer'> = { kind: 'answer', judged, before: context, parts };
  const assume = map.optional('assume', (value) => readFactMap(facts, value, 'assume'));
  const expect =
    map.optional('expect', (value) =>
      readList(file, expandExpect(context, value), 'expect', (item) => readEntry(facts, item, 'never'), 1).flat(),
    ) ?? [];
  const step: RequestStep = {
    kind: 'request',
    ...base,
    request,
    ...member('assume', withDefault(assume, expect.length > 0 || map.has('expect'))),
    expect,
    capture: captured.captures,
    ...member(
      'poll',
      map.optional('poll', (value) => readPoll(context, value, request.method)),
    ),
    cleanup: map.optional('cleanup', (value) => readCleanup(after, value)) ?? [],
  };
  return { step, root, captures: captured.names };
}

/** A step that judges nothing assumes that it succeeded. */
function withDefault(assume: StepFacts | undefined, judges: boolean): StepFacts | undefined {
  if (judges || assume?.status || assume?.either) return assume;
  return { ...assume, status: ['2xx'], positions: assume?.positions ?? {} };
}

function readPoll({ file }: LanguageContext, node: YamlNode, method: string): { forMs: number; everyMs: number } {
  const map = readMap(file, node, 'poll', ['for', 'every']);
  if (method !== 'GET' && method !== 'HEAD') {
    file.fault(map.range, `a ${method} is not polled: writes are never repeated`, 'poll with a GET or HEAD');
  }
  return {
    forMs: map.required('for', (value) => readDuration(file, value, 'for'), 0),
    everyMs: map.optional('every', (value) => readDuration(file, value, 'every')) ?? 200,
  };
}

/** Requests that undo a step: a call, or one or several maps of request keys. */
export function readCleanup(context: LanguageContext, node: YamlNode): readonly RequestTemplate[] {
  return listOrOne(node).map((item) => {
    if (item.kind !== 'map') return readPlainCall(context, item, 'cleanup');
    return readRequest(context, readMap(context.file, item, 'a clean-up', requestKeys), 'a clean-up');
  });
}

/** A step that provokes something through the target's control plane. */
export function readControlStep(ground: StepGround, node: YamlNode): ReadStep<ControlStep> {
  const { file } = ground.context;
  const map = readMap(file, node, 'a control step', [...baseKeys, 'control']);
  const words = ['throttle-next-write', 'refuse-next-write'] as const;
  return {
    step: {
      kind: 'control',
      ...readBase(ground, map, true),
      control: map.required('control', (value) => readWord(file, value, 'control', words), words[0]),
    },
  };
}

/** A step that lets time pass. */
export function readWaitStep(ground: StepGround, node: YamlNode): ReadStep<WaitStep> {
  const { context } = ground;
  const map = readMap(context.file, node, 'a wait step', [...baseKeys, 'wait']);
  const read = (value: YamlNode): WaitStep['wait'] => {
    const text = value.kind === 'scalar' && typeof value.value === 'string' ? value.value : '';
    if (parseDuration(text) === undefined && isWholeToken(text)) return readWholeToken(context, value, 'wait');
    return readDuration(context.file, value, 'wait', ', or a token');
  };
  return { step: { kind: 'wait', ...readBase(ground, map, true), wait: map.required('wait', read, 0) } };
}
