import type { HeaderField } from '../../../core/http.ts';
import type { ProtocolSpec } from '../../../core/protocol-spec.ts';

/** What says who calls, whatever the protocol. */
const always = ['authorization', 'cookie'];

/** What is sent with the requests of all, and what proves who each is. */
export interface CallerGround {
  readonly spec: Pick<ProtocolSpec, 'credentials'>;
  /** Header fields of the target file or command line. */
  readonly headers: readonly HeaderField[];
  /** Credentials by identity. */
  readonly identities: Readonly<Record<string, readonly HeaderField[]>>;
}

/**
 * The fields that a user gave, as this identity sends them: those of its own go before what all send under that name, and nobody sends nothing that
 * says who calls. Keys of gateways go out for nobody, too, unless an identity has them: without them the API would not be reached.
 */
export function callerFields(
  { spec, headers, identities }: CallerGround,
  identity: string | undefined,
): readonly HeaderField[] {
  if (identity === 'nobody') {
    const telling = new Set([...always, ...namesOf(Object.values(identities).flat()), usual(spec)]);
    return headers.filter(([name]) => !telling.has(name.toLowerCase()));
  }
  const own = identity === undefined ? [] : (identities[identity] ?? []);
  const replaced = new Set(namesOf(own));
  return [...headers.filter(([name]) => !replaced.has(name.toLowerCase())), ...own];
}

function namesOf(fields: readonly HeaderField[]): readonly string[] {
  return fields.map(([name]) => name.toLowerCase());
}

/** The field in which credentials of the protocol usually are. */
function usual({ credentials }: CallerGround['spec']): string {
  return (credentials?.line ?? '').replace(/:.*$/s, '').trim().toLowerCase();
}
