import type { ProtocolNames } from './context.ts';
import { type Complaint, type DefinedName, fixedRoot, namedRoot, type Root } from './scope.ts';

/** What $(step.…) and $(answer.…) offer of every answer. */
export const answerNames: readonly string[] = ['status', 'version', 'location', 'body', 'text', 'path'];

/** $(answer.…): the answer being judged. */
export function answerRoot(names: ProtocolNames): Root {
  const known = fixedRoot(answerNames, ['body']);
  return (path, token) => (path[0] === 'version' ? versionless(names, token.text) : undefined) ?? known(path, token);
}

/** $(step.…): an answer, and what was captured from it. */
export function stepRoot(names: ProtocolNames, captures: ReadonlyMap<string, DefinedName>): Root {
  const captured = namedRoot(captures, 'capture');
  const known = fixedRoot([...answerNames, ...captures.keys()], ['body']);
  return (path, token) => {
    if (captures.has(path[0] ?? '')) return captured(path, token);
    return (path[0] === 'version' ? versionless(names, token.text) : undefined) ?? known(path, token);
  };
}

function versionless({ spec }: ProtocolNames, text: string): Complaint | undefined {
  return spec.version.length > 0 ? undefined : { message: `${text}: the protocol ${spec.id} has no versions` };
}
