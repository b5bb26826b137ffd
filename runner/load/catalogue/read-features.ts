import type { Feature, Probe } from '../../../core/protocol-spec.ts';
import { type MapReader, member, readMap } from '../input/read-map.ts';
import { readBoolean, readList, readText } from '../input/read-scalar.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import { answerRoot } from '../language/answer-roots.ts';
import { type LanguageContext, withScope } from '../language/context.ts';
import { type FactGround, readFactMap } from '../language/read-facts.ts';
import { readKnown } from '../language/read-known.ts';
import { readRequest, requestKeys } from '../language/read-request.ts';
import { readCleanup } from '../language/read-step.ts';
import { extend } from '../language/scope.ts';
import { readById, readProtocolId } from './read-protocol.ts';

/** The ids in features.yaml, read before anything that names them. */
export function featureIds(node: YamlNode | undefined): readonly string[] {
  const features = node?.kind === 'map' ? node.entries.find(({ key }) => key === 'features')?.value : undefined;
  return features?.kind === 'map' ? features.entries.map(({ key }) => key) : [];
}

/** Reads features.yaml; `context` knows the ids of all features and the bindings. */
export function readFeatures(context: LanguageContext, node: YamlNode): readonly Feature[] {
  const { file, names } = context;
  const map = readMap(file, node, 'the file of features', ['protocol', 'features']);
  readProtocolId(file, map, names.spec.id);
  return map.required(
    'features',
    (value) => readById(file, value, 'features', (id, item) => readFeature(context, id, item)),
    [],
  );
}

function readFeature(context: LanguageContext, id: string, node: YamlNode): Feature {
  const { file, names } = context;
  const map = readMap(file, node, 'a feature', ['title', 'core', 'prepares', 'excludes', 'editions', 'probe']);
  const others = [...names.features.keys()].filter((other) => other !== id);
  return {
    id,
    title: map.required('title', (value) => readText(file, value, 'title'), ''),
    core: map.optional('core', (value) => readBoolean(file, value, 'core')) ?? false,
    ...member(
      'prepares',
      map.optional('prepares', (value) => readBoolean(file, value, 'prepares')),
    ),
    ...member(
      'editions',
      map.optional('editions', (value) =>
        readList(file, value, 'editions', (item) => readKnown(file, item, 'edition', names.editions), 1),
      ),
    ),
    excludes:
      map.optional('excludes', (value) =>
        readList(file, value, 'excludes', (item) => readKnown(file, item, 'feature', others)),
      ) ?? [],
    ...member(
      'probe',
      map.optional('probe', (value) => readProbe(context, value)),
    ),
  };
}

const nothing = { positions: {} };

function readProbe(context: LanguageContext, node: YamlNode): Probe {
  const { file, names } = context;
  const map = readMap(file, node, 'a probe', ['steps', 'present', 'absent']);
  const answered = withScope(context, extend(context.scope, ['answer', answerRoot(names)]));
  const followed = withScope(context, extend(context.scope, ['probe', answerRoot(names)]));
  const ground: FactGround<'filter'> = { kind: 'filter', judged: answered, before: context };
  const facts = (key: string): Probe['present'] =>
    map.required(key, (value) => readFactMap(ground, value, key), nothing);
  return {
    steps: map.required(
      'steps',
      (value) => {
        // From the second step on there is an answer before.
        let before = context;
        return readList(
          file,
          value,
          'steps',
          (item) => {
            const step = readProbeStep(before, followed, item);
            before = followed;
            return step;
          },
          1,
        );
      },
      [],
    ),
    present: facts('present'),
    absent: facts('absent'),
    file: file.name,
    at: file.position(map.range.start),
  };
}

/** @param followed the same place with $(probe.…), the answer to the step itself or to the one before. */
function readProbeStep(context: LanguageContext, followed: LanguageContext, node: YamlNode): Probe['steps'][number] {
  const map: MapReader = readMap(context.file, node, 'a step of a probe', [...requestKeys, 'cleanup']);
  return {
    request: readRequest(context, map, 'a step of a probe'),
    cleanup: map.optional('cleanup', (value) => readCleanup(followed, value)) ?? [],
  };
}
