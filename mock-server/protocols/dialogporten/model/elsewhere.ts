/** What Dialogporten documents beside the dialogs of service owners, and this server does not have: a name, and where it is. */
const parts: readonly (readonly [name: string, path: RegExp])[] = [
  ['enduser', /^\/api\/v1\/enduser\//i],
  ['graphql', /^\/graphql\/?$/i],
  ['dialoglookup', /^\/api\/v1\/serviceowner\/dialoglookup\/?$/i],
  ['should-send-notification', /^\/api\/v1\/serviceowner\/dialogs\/[^/]+\/actions\/should-send-notification\/?$/i],
  ['metadata', /^\/api\/v1\/metadata\//i],
  ['.well-known', /^\/api\/v1\/\.well-known\//i],
];

/** The name of what is documented at a path and not here; undefined for any other path. */
export function nameOfElsewhere(path: string): string | undefined {
  return parts.find(([, pattern]) => pattern.test(path))?.[0];
}
