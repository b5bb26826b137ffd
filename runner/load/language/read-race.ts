import type { Matcher, RaceClient, RaceStep } from '../../../core/suite.ts';
import { type MapReader, member, readMap } from '../input/read-map.ts';
import { readBoolean, readId, readInteger, readList } from '../input/read-scalar.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import { answerRoot } from './answer-roots.ts';
import { checkRaceHistory } from './check-race-history.ts';
import { type LanguageContext, withScope } from './context.ts';
import { expandExpect } from './expand-expect.ts';
import { readEntry } from './read-entry.ts';
import type { FactGround } from './read-facts.ts';
import { readMatcher } from './read-matcher.ts';
import { readRequest, requestKeys } from './read-request.ts';
import { type ReadStep, readBase, readCleanup, type StepGround } from './read-step.ts';
import { closedRoot, extend, fixedRoot } from './scope.ts';

const common = ['id', 'title', 'when', 'race', 'spread', 'expect', 'cleanup'];
const unraceable: readonly string[] = ['poll', 'capture', 'assume'];

/** Several requests released together. */
export function readRaceStep(ground: StepGround, node: YamlNode): ReadStep<RaceStep> {
  const { context } = ground;
  const { file, names } = context;
  const several = node.kind === 'map' && node.entries.some(({ key, value }) => key === 'race' && value.kind === 'list');
  const own = several ? [] : ['leaves', ...requestKeys];
  const known = [...common, ...own, ...unraceable, ...(several ? ['leaves', ...requestKeys] : [])];
  const map = readMap(file, node, 'a race', known);
  for (const key of map.keys) {
    if (unraceable.includes(key)) file.fault(map.at(key), `\`${key}\` does not go with a race`);
    else if (several && (key === 'leaves' || requestKeys.includes(key))) {
      file.fault(map.at(key), `with a list of clients \`${key}\` belongs to each client`);
    }
  }
  const base = readBase(ground, map);
  const clients = several ? readClients(context, map) : [readCopies(context, map)];
  checkBatch(context, map);
  const judged = withScope(context, extend(context.scope, ['answer', answerRoot(names)]));
  const facts: FactGround = { kind: 'race', judged, before: context };
  const expect = map.required(
    'expect',
    (value) =>
      readList(file, expandExpect(context, value), 'expect', (item) => readEntry(facts, item, 'may'), 1).flat(),
    [],
  );
  checkRaceHistory(context, map, clients, expect);
  return {
    step: {
      kind: 'race',
      ...base,
      clients,
      spread: map.optional('spread', (value) => readBoolean(file, value, 'spread')) ?? false,
      expect,
      cleanup: map.optional('cleanup', (value) => readCleanup(context, value)) ?? [],
    },
    root: closedRoot((token) => `${token.text}: a race has no single answer`, 'read the result in a later step'),
  };
}

/** A race looks at one answer of each client. */
function checkBatch({ file }: LanguageContext, map: MapReader): void {
  if (map.has('batch') && !map.has('about'))
    file.fault(map.at('batch'), 'in a race a `batch` is `about` one of its parts', 'about: id of the part');
}

function inRace(context: LanguageContext): LanguageContext {
  return withScope(context, extend(context.scope, ['client', fixedRoot(['index'])]));
}

/** `race: 8`: copies of the step's own request. */
function readCopies(context: LanguageContext, map: MapReader): RaceClient {
  const inner = inRace(context);
  return {
    id: 'client',
    copies: map.required('race', (value) => readInteger(context.file, value, 'race', 2, 64), 2),
    request: readRequest(inner, map, 'a race'),
    ...member(
      'leaves',
      map.optional('leaves', (value) => readLeaves(inner, value)),
    ),
  };
}

function readClients(context: LanguageContext, map: MapReader): readonly RaceClient[] {
  const { file } = context;
  const inner = inRace(context);
  const seen = new Set<string>();
  const list = map.node('race') as YamlNode;
  const clients = readList(file, list, 'race', (item): RaceClient => {
    const client = readMap(file, item, 'a client', ['id', 'copies', 'leaves', ...requestKeys]);
    const id = client.required('id', (value) => readId(file, value, 'the client'), '');
    if (seen.has(id) && id !== '') file.fault(client.at('id'), `the client "${id}" is doubled`);
    seen.add(id);
    checkBatch(context, client);
    return {
      id,
      copies: client.optional('copies', (value) => readInteger(file, value, 'copies', 1, 64)) ?? 1,
      request: readRequest(inner, client, 'a client'),
      ...member(
        'leaves',
        client.optional('leaves', (value) => readLeaves(inner, value)),
      ),
    };
  });
  const count = clients.reduce((sum, { copies }) => sum + copies, 0);
  if (count < 2 || count > 64) file.fault(list, `a race has 2 to 64 clients, this one ${count}`);
  return clients;
}

function readLeaves(context: LanguageContext, node: YamlNode): Matcher {
  if (node.kind !== 'map')
    context.file.fault(node, '`leaves` is a shape', 'for example { /title: Writer $(client.index) }');
  return readMatcher(context, node);
}
