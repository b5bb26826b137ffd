/** Why there is no token, in one sentence for people. It may quote what an endpoint answered: it is printed redacted. */
export class CredentialsFault extends Error {
  override readonly name = 'CredentialsFault';
  /** It may be otherwise in a moment: no answer, or that of a throttle or gateway. */
  readonly passing: boolean;

  constructor(message: string, { passing = false }: { readonly passing?: boolean } = {}) {
    super(message);
    this.passing = passing;
  }
}
