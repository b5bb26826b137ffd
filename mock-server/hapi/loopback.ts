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
