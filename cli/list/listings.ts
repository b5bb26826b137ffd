/** What `list` can show. */
export const listings = [
  'rules',
  'scenarios',
  'features',
  'bindings',
  'mutants',
  'variants',
  'identities',
  'editions',
  'protocols',
] as const;

export type Listing = (typeof listings)[number];
