import { v4, v7 } from 'uuid';
import type { RuleId } from '../../core/rule.ts';
import { type Attachments, indexAttachments } from './attachments.ts';
import type { ProtocolCore } from './protocol-core.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Principal, World } from './world.ts';

/** What a world is made of. */
export interface WorldSetting {
  readonly core: ProtocolCore;
  readonly edition: string;
  readonly features: ReadonlySet<string>;
  readonly principal: Principal | undefined;
  readonly baseUrl: string;
  /** The bug at work, if any. */
  readonly mutant: string | undefined;
  /** Note every bug that could have changed something, not only the one at work. */
  readonly tracing: boolean;
  /** The lawful difference at work, if any. */
  readonly variant: string | undefined;
  readonly random: SeededRandom;
  now(): number;
}

/** What a core asked of its world so far. */
export interface Asked {
  /** Rules, in the order they were first asked for. */
  readonly rules: ReadonlySet<RuleId>;
  /** Mutants that attach to a rule or a seam that was passed, in a case like this; without tracing the one at work alone. */
  readonly mutants: ReadonlySet<string>;
  /** Documented options that the request used and this server does not have. */
  readonly unmodelled: ReadonlySet<string>;
  /** Lawful differences that were asked for. */
  readonly variants: ReadonlySet<string>;
}

/** A world for one request, and a record that fills while the core asks. */
export function createWorld(setting: WorldSetting): { readonly world: World; readonly asked: Asked } {
  const { core, edition, features, principal, baseUrl, random, now, mutant, tracing } = setting;
  const rules = new Set<RuleId>();
  const mutants = new Set<string>();
  const unmodelled = new Set<string>();
  const variants = new Set<string>();
  const attached = attachmentsOf(core, mutant, tracing);
  const keeps = (asked: readonly RuleId[], subject?: string): boolean => {
    let kept = true;
    for (const rule of asked) {
      rules.add(rule);
      for (const { mutant: id, of } of attached.rules.get(rule) ?? []) {
        if (of !== undefined && (subject === undefined || !of.includes(subject))) continue;
        mutants.add(id);
        if (id === mutant) kept = false;
      }
    }
    return kept;
  };
  const world: World = {
    now,
    random: random.next,
    uuid: (version) =>
      version === 4 ? v4({ random: random.bytes(16) }) : v7({ random: random.bytes(16), msecs: now() }),
    edition,
    features,
    model: core.model,
    principal,
    baseUrl,
    keeps: (...asked) => keeps(asked),
    keepsFor: (subject, ...asked) => keeps(asked, subject),
    cites: (...cited) => {
      for (const rule of cited) rules.add(rule);
    },
    unmodelled: (...options) => {
      for (const option of options) unmodelled.add(option);
    },
    through: (seam, sound, ...[context]) => {
      let value: unknown = sound;
      for (const { mutant: id, when, change } of attached.seams.get(seam.id) ?? []) {
        if (when?.(context) === false) continue;
        mutants.add(id);
        if (id === mutant) value = change(value, context, world);
      }
      return value as typeof sound;
    },
    variant: (id) => {
      variants.add(id);
      return id === setting.variant;
    },
    place: undefined,
    embed: () => {
      throw new TypeError('only a request that is being handled carries others');
    },
  };
  return { world, asked: { rules, mutants, variants, unmodelled } };
}

const known = new WeakMap<ProtocolCore, Map<string | undefined, Attachments>>();

/** Where the mutant at work attaches, or with `all` where any of the core's does; worked out once. */
export function attachmentsOf(core: ProtocolCore, mutant: string | undefined, all: boolean): Attachments {
  const ofCore = known.get(core) ?? new Map<string | undefined, Attachments>();
  known.set(core, ofCore);
  const key = all ? '*' : mutant;
  const found = ofCore.get(key) ?? indexAttachments(core.mutants.filter(({ id }) => all || id === mutant));
  ofCore.set(key, found);
  return found;
}
