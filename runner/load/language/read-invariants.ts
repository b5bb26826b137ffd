import type { Invariant } from '../../../core/suite.ts';
import { readMap } from '../input/read-map.ts';
import { readList } from '../input/read-scalar.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import { answerRoot } from './answer-roots.ts';
import { checkInvariant } from './check-scenario.ts';
import { type LanguageContext, withScope } from './context.ts';
import { readEntry } from './read-entry.ts';
import { extend } from './scope.ts';

/** The entries judged on every answer that fits their `for`. */
export function readInvariants(context: LanguageContext, root: YamlNode): readonly Invariant[] {
  const { file, names } = context;
  const judged = withScope(context, extend(context.scope, ['answer', answerRoot(names)]));
  const map = readMap(file, root, 'the file of invariants', ['invariants']);
  return map.required(
    'invariants',
    (node) =>
      readList(file, node, 'invariants', (item) => {
        const entries = readEntry({ kind: 'filter', judged, before: judged }, item, 'must');
        for (const entry of entries) if (!file.isFaulty(item)) checkInvariant(context, entry);
        return entries.map((entry) => ({ ...entry, file: file.name }));
      }).flat(),
    [],
  );
}
