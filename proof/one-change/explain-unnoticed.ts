import { matchesPattern } from '../match-excuse.ts';
import type { ChangesFound } from './try-changes.ts';

/** Why some changes may stay unnoticed: one entry of spec/<id>/unnoticed.yaml. */
export interface LawfulChanges {
  /** Texts of changes; "*" stands for any run of characters. */
  readonly changes: readonly string[];
  /** Id of the source that makes them lawful. */
  readonly source: string;
  readonly where?: string;
  readonly because: string;
  /** A server need not have this part at all (MAY), so that no rule has to notice what is wrong in it. */
  readonly optional?: boolean;
}

/**
 * A member whose value says nothing by itself: one of its form is as good as another, so that it is replaced by a text of no
 * form. One entry under `free` of spec/<id>/unnoticed.yaml.
 */
export interface FreeMember extends Omit<LawfulChanges, 'changes'> {
  /** "/error/code" */
  readonly member: string;
}

/** What is known of a protocol's unnoticed changes. */
interface Explained {
  /** The reasons in their order, each with the changes that it explains. */
  readonly lawful: readonly { readonly reason: LawfulChanges; readonly changes: readonly string[] }[];
  /** Everything that makes the tool fail, in words. */
  readonly problems: readonly string[];
}

/** Per cent of the changes that may stay unnoticed, with a reason. */
export const mostUnnoticed = 5;

/**
 * Holds what stayed unnoticed against the reasons. Pure.
 * @param sources ids of the protocol's sources.
 * @param freeMembers what the protocol leaves free.
 */
export function explainUnnoticed(
  { changes, unnoticed, free }: Pick<ChangesFound, 'changes' | 'unnoticed' | 'free'>,
  reasons: readonly LawfulChanges[],
  sources: readonly string[],
  freeMembers: readonly FreeMember[] = [],
): Explained {
  const fits = (pattern: string) => (text: string) => matchesPattern(pattern, text);
  const reasonOf = (text: string): LawfulChanges | undefined =>
    reasons.find((reason) => reason.changes.some((pattern) => matchesPattern(pattern, text)));
  const patterns = reasons.flatMap((reason) => reason.changes);
  const share = (100 * unnoticed.length) / Math.max(1, changes);
  return {
    lawful: reasons.map((reason) => ({ reason, changes: unnoticed.filter((text) => reasonOf(text) === reason) })),
    problems: [
      ...unnoticed.filter((text) => reasonOf(text) === undefined).map((text) => `no rule fails: ${text}`),
      ...patterns.filter((pattern) => !unnoticed.some(fits(pattern))).map((pattern) => `reason not needed: ${pattern}`),
      ...freeMembers.filter(({ member }) => !free.includes(member)).map(({ member }) => `reason not needed: ${member}`),
      ...[...reasons, ...freeMembers]
        .filter(({ source }) => !sources.includes(source))
        .map(({ source }) => `no such source: ${source}`),
      ...(share > mostUnnoticed
        ? [`${share.toFixed(1)} % of the changes stay unnoticed, more than ${mostUnnoticed} %`]
        : []),
    ],
  };
}
