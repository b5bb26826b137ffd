import { beforeAll, describe, expect, test } from 'vitest';
import type { FaultDictionary, KnownBug } from '../core/fault-dictionary.ts';
import type { LikelyCauses } from '../core/report.ts';
import { createService } from '../mock-server/kernel/create-service.ts';
import { loadCore } from '../mock-server/protocols/index.ts';
import { createTrials } from '../proof/prove/create-trials.ts';
import { findCauses } from '../runner/causes/find-causes.ts';
import type { Judged } from '../runner/causes/judged.ts';
import { loadDictionary } from '../runner/causes/load-dictionary.ts';
import { listProtocols } from '../runner/load/list-protocols.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';
import { run } from '../runner/run.ts';

/*
 * The bars of "likely causes". A server of somebody else's never has just one of our bugs, so each bug is left out of the
 * dictionary, with all that fail the same, and one that is about one of its rules must be found. Two bugs at once must both be.
 */
const bars = { first: 0.85, amongThree: 0.95, bothOfTwo: 0.6, ownFirst: 0.95 };
const pairs = 500;

/** What a run sees of a server with these bugs, and no other. */
function judgedUnder({ assertions }: FaultDictionary, bugs: readonly KnownBug[]): Judged {
  const failing = new Set(bugs.flatMap(({ fails }) => fails));
  const open = new Set(bugs.flatMap(({ unjudged }) => unjudged));
  return {
    failed: new Set(assertions.filter((_, index) => failing.has(index))),
    passed: new Set(assertions.filter((_, index) => !failing.has(index) && !open.has(index))),
  };
}

/** Place among the causes of the first that names one of these bugs; -1: none does. */
function placeOf(wanted: ReadonlySet<string>, { causes }: LikelyCauses): number {
  return causes.findIndex(({ bugs }) => bugs.some(({ id }) => wanted.has(id)));
}

const seeded = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

describe.each(await listProtocols())('the known bugs of %s', (protocol) => {
  let dictionary: FaultDictionary;
  let bugs: readonly KnownBug[];
  beforeAll(async () => {
    dictionary = (await loadDictionary(protocol)) ?? { protocol, assertions: [], bugs: [] };
    bugs = dictionary.bugs.filter(({ fails }) => fails.length > 0);
  });

  test('are found by those of their kind when they themselves are not known', () => {
    const looks = new Map(dictionary.bugs.map((bug) => [bug, bug.fails.join()]));
    const places = bugs.flatMap((bug) => {
      const others = dictionary.bugs.filter((other) => looks.get(other) !== looks.get(bug));
      const kind = others.filter(({ rules }) => rules.some((rule) => bug.rules.includes(rule)));
      // Where no other bug is about any of its rules there is nothing to be found.
      if (kind.length === 0) return [];
      const found = findCauses(judgedUnder(dictionary, [bug]), { ...dictionary, bugs: others });
      return [placeOf(new Set(kind.map(({ id }) => id)), found)];
    });
    const share = (last: number): number =>
      places.filter((place) => place >= 0 && place <= last).length / places.length;
    expect(places.length).toBeGreaterThan(bugs.length * 0.6);
    expect(share(0)).toBeGreaterThanOrEqual(bars.first);
    expect(share(2)).toBeGreaterThanOrEqual(bars.amongThree);
  });

  test('are found when there are two of them', () => {
    const random = seeded(protocol.length);
    const pick = (): KnownBug => bugs[Math.floor(random() * bugs.length)] as KnownBug;
    let both = 0;
    for (let pair = 0; pair < pairs; pair++) {
      const one = pick();
      let other = pick();
      while (other === one) other = pick();
      const found = findCauses(judgedUnder(dictionary, [one, other]), dictionary);
      if ([one, other].every(({ id }) => placeOf(new Set([id]), found) >= 0)) both++;
    }
    expect(both / pairs).toBeGreaterThanOrEqual(bars.bothOfTwo);
  });

  test('are recognised by what they fail', () => {
    const own = bugs.filter(
      (bug) => placeOf(new Set([bug.id]), findCauses(judgedUnder(dictionary, [bug]), dictionary)) === 0,
    );
    expect(own.length / bugs.length).toBeGreaterThanOrEqual(bars.ownFirst);
  });
});

describe('a run', () => {
  const judge = async (mutant?: string) => {
    const core = await loadCore('matrix42');
    const subject = { core, ...(await loadProtocol('matrix42')) };
    const service = createService(core, { exchanges: 0, ...(mutant === undefined ? {} : { mutant }) });
    const target = createTrials(subject, core.defaultEdition).planAgainst((request) => service.dispatch(request));
    return run({
      targets: [target],
      tool: { name: 'test', version: '0' },
      jobs: 8,
      seed: 'causes',
      reporters: [],
      strict: false,
      provisional: false,
      raceRounds: 1,
    });
  };

  test('against a server with a known bug names it', async () => {
    const [target] = (await judge('conflict-is-409')).targets;
    expect(target?.causes?.causes[0]?.bugs.map(({ id }) => id)).toContain('conflict-is-409');
  });

  test('with eight scenarios at a time finds a cache that any of the others empties', async () => {
    const [target] = (await judge('object-cached-across-fragments')).targets;
    expect(target?.rules.find(({ rule }) => rule === 'M42-TS-008')?.verdict).toBe('fail');
  });

  test('of which nothing failed has no causes', async () => {
    const [target] = (await judge()).targets;
    expect(target).not.toHaveProperty('causes');
  });
});
