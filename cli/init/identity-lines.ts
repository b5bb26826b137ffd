import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import type { Asked } from './ask-missing.ts';
import type { InitArguments } from './init-arguments.ts';

/** The credentials of identities as options give them, and the one whose variable was asked for. */
export function identityLines(
  { identity = [] }: { readonly identity?: InitArguments['identity'] | undefined },
  { token }: Asked,
  { identities: [first] }: Pick<ProtocolSpec, 'identities'>,
): readonly string[] {
  return token === undefined || first === undefined
    ? identity
    : [...identity, `${first.id}=Authorization: Bearer env:${token}`];
}
