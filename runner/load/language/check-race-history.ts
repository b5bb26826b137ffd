import type { Entry, FactSet, RaceClient } from '../../../core/suite.ts';
import type { MapReader } from '../input/read-map.ts';
import { suggest } from '../input/suggest.ts';
import { whyNeverShown } from './check-forbids.ts';
import type { LanguageContext } from './context.ts';

/**
 * `history` tells writing clients apart by what they leave: all must leave something, and no two the same. A DELETE
 * leaves nothing there, and a read leaves nothing at all.
 */
export function checkRaceHistory(
  { file }: LanguageContext,
  map: MapReader,
  clients: readonly RaceClient[],
  entries: readonly Entry[],
): void {
  const histories = entries.flatMap(({ facts, at }) => historiesOf(facts).map((history) => ({ ...history, at })));
  if (histories.length === 0) return;
  const writers = clients.filter(({ request }) => request.method !== 'GET' && request.method !== 'HEAD');
  const creators = writers.filter(({ request }) => request.method !== 'DELETE');
  checkLeaves(file, map, creators);
  if (writers.length === 0) file.fault(map.at('race'), '`history` needs a client that writes');
  for (const { model, created, forbids, at } of histories) {
    for (const kind of forbids) {
      const why = whyNeverShown(kind, clients, { model, ...(created ? { created } : {}) });
      if (why !== undefined) file.faultAt(at, `${why}, so \`${kind}\` could never be seen`, 'forbid what could happen');
    }
    if (typeof model === 'string') continue;
    const ids = writers.map(({ id }) => id);
    const stranger = Object.keys(model).find((id) => !ids.includes(id));
    if (stranger !== undefined)
      file.faultAt(
        at,
        `\`model\` names "${stranger}", which is no writing client of this race`,
        suggest(stranger, ids),
      );
    const missing = ids.find((id) => !Object.hasOwn(model, id));
    if (missing !== undefined) file.faultAt(at, `\`model\` does not say what the client "${missing}" does`);
  }
}

function historiesOf({ history, either }: FactSet): NonNullable<FactSet['history']>[] {
  const alternatives = (either ?? []).flatMap(([, facts]) => historiesOf(facts));
  return history === undefined ? alternatives : [history, ...alternatives];
}

function checkLeaves(file: LanguageContext['file'], map: MapReader, clients: readonly RaceClient[]): void {
  const seen = new Map<string, string>();
  for (const { id, copies, leaves } of clients) {
    const name = clients.length > 1 ? `the client "${id}"` : 'the race';
    if (!leaves) {
      file.fault(map.at('race'), `\`history\` needs \`leaves\`: ${name} has none`);
      continue;
    }
    const text = JSON.stringify(leaves);
    const same = seen.get(text);
    const indexed = text.includes('$(client.index');
    if (same !== undefined && !indexed)
      file.fault(map.at('race'), `the clients "${same}" and "${id}" leave the same, so history cannot tell them apart`);
    if (copies > 1 && !indexed) {
      file.fault(
        map.at(map.has('leaves') ? 'leaves' : 'race'),
        `the copies of ${name} leave the same, so history cannot tell them apart`,
        'use $(client.index)',
      );
    }
    seen.set(text, id);
  }
}
