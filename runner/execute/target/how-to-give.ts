import type { ProtocolSpec } from '../../../core/protocol-spec.ts';

const anything = { line: 'Name: env:VALUE', file: 'Name: env:VALUE' };

/** How to give the credentials of an identity, to be typed as it stands: the option, and the lines of a target file. */
export function howToGive(spec: Pick<ProtocolSpec, 'credentials'>, identity: string): string {
  return `${optionToGive(spec, identity)}, or in conformance.yaml ${linesToGive(spec, identity)}`;
}

/** The option alone. */
export function optionToGive({ credentials = anything }: Pick<ProtocolSpec, 'credentials'>, identity: string): string {
  return `--identity ${identity}='${credentials.line}'`;
}

/** The lines alone. */
export function linesToGive({ credentials = anything }: Pick<ProtocolSpec, 'credentials'>, identity: string): string {
  return `identities: { ${identity}: { ${credentials.file} } }`;
}
