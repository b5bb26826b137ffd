/** One thing that is changed in every answer of a class; for what it is said of, see {@link changeText}. */
export type Change =
  | { readonly kind: 'status'; readonly to: number }
  | { readonly kind: 'body' }
  | { readonly kind: 'header'; readonly name: string; readonly how: How }
  | { readonly kind: 'member'; readonly place: BodyPlace; readonly how: How };

/**
 * It is gone, or it is another value of the same type. What the server makes up anew for each answer, and nobody names again, is
 * replaced by a text of no form: another one of its form would be as good. So is what the protocol's texts leave free.
 */
export type How = 'dropped' | 'changed' | 'replaced';

/** What a made-up text is replaced by. */
export const replacement = 'replaced';

/** Names of members from the outside to the inside; "*" stands for every item of a list, and every member of a map. */
export type BodyPlace = readonly string[];

/** The change in words, as reports and reasons name it: "header etag dropped", "member /value/*&#47;id changed". */
export function changeText(change: Change): string {
  if (change.kind === 'status') return `status is ${change.to}`;
  if (change.kind === 'body') return 'body dropped';
  if (change.kind === 'header') return `header ${change.name} ${change.how}`;
  return `member ${change.place.map((name) => `/${name}`).join('')} ${change.how}`;
}
