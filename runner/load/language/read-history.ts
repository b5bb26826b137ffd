import {
  anomalyKinds,
  type History,
  type HistoryModel,
  historyModels,
  type RequestTemplate,
} from '../../../core/suite.ts';
import { member, readMap } from '../input/read-map.ts';
import { readList, readWord } from '../input/read-scalar.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { readSafeCall } from './read-call.ts';
import { readStatuses } from './read-status.ts';

const nothing: RequestTemplate = { method: 'GET', target: '/', at: [1, 1], query: {}, headers: [], without: [] };

/** The fact `history`. `before` knows the tokens of its read, `judged` all others. */
export function readHistory(judged: LanguageContext, before: LanguageContext, node: YamlNode): History {
  const { file } = judged;
  const map = readMap(file, node, 'history', ['model', 'read', 'refused', 'created', 'forbids']);
  return {
    model: map.required('model', (model) => readModel(judged, model), 'set'),
    read: map.required('read', (read) => readSafeCall(before, read, 'read'), nothing),
    refused: map.optional('refused', (refused) => readStatuses(judged, refused)) ?? ['4xx'],
    ...member(
      'created',
      map.optional('created', (created) => readStatuses(judged, created)),
    ),
    forbids: map.required(
      'forbids',
      (list) => readList(file, list, 'forbids', (item) => readWord(file, item, 'anomaly', anomalyKinds), 1),
      [],
    ),
  };
}

/** One model for all clients, or each client's own by its id. */
function readModel({ file }: LanguageContext, node: YamlNode): History['model'] {
  if (node.kind !== 'map') return readWord(file, node, 'model', historyModels);
  return Object.fromEntries(
    node.entries.map(({ key, value }): readonly [string, HistoryModel] => [
      key,
      readWord(file, value, 'model', historyModels),
    ]),
  );
}
