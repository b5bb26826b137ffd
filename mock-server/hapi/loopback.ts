/** Does this authority ("localhost:8080", "127.0.0.1", "[::1]:80") name this machine? */
export function isLoopbackHost(authority: string): boolean {
  const host = authority.replace(/:\d+$/, '').toLowerCase();
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Is this the address of a peer on this machine? */
export function isLoopbackAddress(address: string | undefined): boolean {
  if (address === undefined) return false;
  return address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address);
}

/**
 * May a client name the server so? A name that somebody else's DNS gives out may lead here without anybody's will, so that a foreign page reads what is here
 * (DNS rebinding). Addresses, names of this machine and names without a dot are nobody else's.
 * @param allowed further names; "*" is any
 */
export function isOwnHost(authority: string, allowed: readonly string[]): boolean {
  const host = authority.replace(/:\d+$/, '').replace(/\.$/, '').toLowerCase();
  if (isLoopbackHost(host) || allowed.includes('*')) return true;
  if (host.startsWith('[') || /^\d{1,3}(\.\d{1,3}){3}$/.test(host) || !host.includes('.')) return true;
  return allowed.some((name) => name.toLowerCase() === host);
}
