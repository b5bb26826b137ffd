import type { CommandContext } from '../command-context.ts';
import type { Catalogue } from '../list/load-catalogues.ts';

/** What rules of these protocols say, for the control plane; catalogues are loaded when the first one is asked for. */
export function explainForServer(
  protocols: readonly string[],
  context: Pick<CommandContext, 'cwd' | 'cache'>,
): (id: string) => Promise<object | undefined> {
  let loaded: Promise<readonly Catalogue[]> | undefined;
  return async (id) => {
    const [{ explainIn, findRule }, { loadCatalogues }] = await Promise.all([
      import('../explain/explain-in.ts'),
      import('../list/load-catalogues.ts'),
    ]);
    loaded ??= loadCatalogues({ protocol: protocols }, context);
    const found = findRule(id, await loaded);
    return found && explainIn(found.catalogue, found.rule, context.cwd);
  };
}
