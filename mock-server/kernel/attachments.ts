import type { RuleId } from '../../core/rule.ts';
import type { Attachment } from './bug.ts';
import type { Mutant } from './protocol-core.ts';

type Kind<K extends Attachment['kind']> = Extract<Attachment, { readonly kind: K }>;

/** Where mutants attach, by what the core names: several of one mutant stand one behind the other. */
export interface Attachments {
  readonly rules: ReadonlyMap<RuleId, readonly Attached<'rule'>[]>;
  readonly seams: ReadonlyMap<string, readonly Attached<'seam'>[]>;
  readonly around: readonly Attached<'around'>[];
}

/** One attachment, and the mutant it belongs to. */
type Attached<K extends Attachment['kind']> = Kind<K> & { readonly mutant: string };

/** Sorts attachments by where they attach. */
export function indexAttachments(mutants: readonly Mutant[]): Attachments {
  const all = mutants.flatMap(({ id, at }) => at.map((each) => ({ ...each, mutant: id })));
  const of = <K extends Attachment['kind']>(kind: K): Attached<K>[] =>
    all.filter((each): each is (typeof all)[number] & Attached<K> => each.kind === kind);
  return {
    rules: group(of('rule'), ({ rule }) => rule),
    seams: group(of('seam'), ({ seam }) => seam),
    around: of('around'),
  };
}

function group<T>(list: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const found = groups.get(keyOf(item));
    if (found) found.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
