import { resolve } from 'node:path';
import { InputError } from '../../core/errors.ts';
import type { Diagnostic } from '../../core/source-location.ts';
import type { ProtocolCore } from '../../mock-server/index.ts';
import type { User } from '../../mock-server/kernel/workbench.ts';
import { withUsers } from '../../mock-server/own/with-users.ts';
import { parseInput } from '../../runner/load/input/input-file.ts';
import { readMap } from '../../runner/load/input/read-map.ts';
import { readText } from '../../runner/load/input/read-scalar.ts';
import { readBytes } from '../../runner/load/input/read-text.ts';
import type { TextFile } from '../../runner/load/input/text-file.ts';
import type { YamlNode } from '../../runner/load/input/yaml-node.ts';
import type { CommandContext } from '../command-context.ts';
import { resolveEnvValue } from '../run/resolve-env-value.ts';

/** Protocols with their callers, and the token of the first user of each as it stands in the file. */
interface WithCallers {
  readonly cores: readonly ProtocolCore[];
  readonly tokens: ReadonlyMap<string, string>;
}

/**
 * Reads the users of `--users FILE` (YAML or JSON): lists of them by protocol. Protocols that it does not name keep their own
 * callers.
 * @throws {InputError} with all that is wrong, each with its place.
 */
export async function readUsers(
  name: string,
  cores: readonly ProtocolCore[],
  { cwd, env }: Pick<CommandContext, 'cwd' | 'env'>,
): Promise<WithCallers> {
  const diagnostics: Diagnostic[] = [];
  const parsed = await parseInput({ name, path: name, content: readBytes(resolve(cwd, name), name) }, diagnostics);
  if (!parsed) throw new InputError(diagnostics);
  const { file, root } = parsed;
  const map = readMap(
    file,
    root,
    'the users of a server',
    cores.map(({ id }) => id),
  );
  const tokens = new Map<string, string>();
  const taken = cores.map(async (core) => {
    const list = map.node(core.id);
    if (list === undefined) return core;
    const nodes = list.kind === 'list' ? list.items : [list];
    const users = nodes.map((node) => readUser(file, node));
    if (users[0]) tokens.set(core.id, users[0].token);
    const { core: own, faults } = await withUsers(
      core,
      users.map((user) => ({ ...user, token: resolveEnvValue(user.token, env).text })),
    );
    for (const [place, fault] of faults) {
      const node = nodes[place];
      if (node && !file.isFaulty(node)) file.fault(node, fault);
    }
    return own;
  });
  const own = await Promise.all(taken);
  if (diagnostics.length > 0) throw new InputError(diagnostics);
  return { cores: own, tokens };
}

const members = ['token', 'as', 'scopes', 'roles', 'organization'] as const;

function readUser(file: TextFile, node: YamlNode): User {
  const map = readMap(file, node, 'a user', members);
  const text = (key: string) => map.optional(key, (value) => readText(file, value, key));
  const texts = (key: string) =>
    map.optional(key, (value) =>
      (value.kind === 'list' ? value.items : [value]).map((item) => readText(file, item, key)),
    );
  const [as, scopes, roles, organization] = [text('as'), texts('scopes'), texts('roles'), text('organization')];
  const token = map.required('token', (value) => readText(file, value, 'token'), '');
  return {
    token,
    ...(as !== undefined && { as }),
    ...(scopes !== undefined && { scopes }),
    ...(roles !== undefined && { roles }),
    ...(organization !== undefined && { organization }),
  };
}
