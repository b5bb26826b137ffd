import { v4, v7 } from 'uuid';
import type { RuleId } from '../../core/rule.ts';
import type { ProtocolCore } from './protocol-core.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Principal, Trace, World } from './world.ts';

/** What a world is made of. */
export interface WorldSetting {
  readonly core: ProtocolCore;
  readonly edition: string;
  readonly features: ReadonlySet<string>;
  readonly principal: Principal | undefined;
  readonly baseUrl: string;
  /** The bug at work, if any. */
  readonly mutant: string | undefined;
  /** The lawful difference at work, if any. */
  readonly variant: string | undefined;
  readonly random: SeededRandom;
  now(): number;
}

/** A world for one request, and the trace it fills while the core asks. */
export function createWorld(setting: WorldSetting): { readonly world: World; readonly trace: Trace } {
  const { core, edition, features, principal, baseUrl, random, now } = setting;
  const rules = new Set<RuleId>();
  const mutants = new Set<string>();
  const switches = switchesOf(core);
  return {
    trace: { rules, mutants },
    world: {
      now,
      random: random.next,
      uuid: (version) =>
        version === 4 ? v4({ random: random.bytes(16) }) : v7({ random: random.bytes(16), msecs: now() }),
      edition,
      features,
      principal,
      baseUrl,
      keeps: (...asked) => {
        let kept = true;
        for (const rule of asked) {
          rules.add(rule);
          const off = switches.get(rule);
          if (off === undefined) continue;
          for (const id of off) mutants.add(id);
          if (setting.mutant !== undefined && off.includes(setting.mutant)) kept = false;
        }
        return kept;
      },
      mutant: (id) => {
        mutants.add(id);
        return id === setting.mutant;
      },
      variant: (id) => id === setting.variant,
    },
  };
}

const known = new WeakMap<ProtocolCore, ReadonlyMap<RuleId, readonly string[]>>();

/** Which mutants switch off which rule; worked out once per core. */
function switchesOf(core: ProtocolCore): ReadonlyMap<RuleId, readonly string[]> {
  const found = known.get(core);
  if (found) return found;
  const switches = new Map<RuleId, string[]>();
  for (const { id, switchesOff = [] } of core.mutants)
    for (const rule of switchesOff) switches.set(rule, [...(switches.get(rule) ?? []), id]);
  known.set(core, switches);
  return switches;
}
