import { CredentialsFault } from './credentials-fault.ts';
import type { TokenAnswer } from './token-source.ts';

/**
 * Why an endpoint's answer is none that its protocol speaks of: a redirect, which is not followed as the secret goes to the named
 * address alone, or that of a throttle or gateway. Undefined: it is one.
 */
export function whyNoAnswer(url: string, { status, headers }: TokenAnswer): CredentialsFault | undefined {
  if (status >= 300 && status < 400) {
    const to = headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? 'nowhere';
    return new CredentialsFault(
      `${url} answered ${status}, a redirect to ${originOf(to)}, which is not followed: what proves who asks goes to the named address alone`,
    );
  }
  if (status === 429 || status >= 500) return new CredentialsFault(`${url} answered ${status}`, { passing: true });
  return undefined;
}

/** What else a redirect's address holds may be a secret. */
function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : 'another address';
}
