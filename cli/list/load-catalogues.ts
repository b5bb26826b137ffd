import { resolve } from 'node:path';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import type { SuiteSet } from '../../core/suite.ts';
import { listProtocols } from '../../runner/load/list-protocols.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import type { CommandContext } from '../command-context.ts';
import { chooseProtocols } from '../run/choose-protocols.ts';
import { locateProtocol } from '../run/locate-protocol.ts';

/** Which protocols, with whose suites. */
export interface CatalogueArguments {
  readonly protocol?: readonly string[];
  readonly suites?: readonly string[];
}

/** A protocol as data. */
export interface Catalogue {
  readonly spec: ProtocolSpec;
  readonly suites: SuiteSet;
}

/** Loads the protocols asked for, all by default. */
export async function loadCatalogues(
  given: CatalogueArguments,
  context: Pick<CommandContext, 'cwd' | 'cache'>,
): Promise<readonly Catalogue[]> {
  const ids = chooseProtocols(
    await listProtocols(),
    (given.protocol ?? []).map((id) => locateProtocol(id, context.cwd)),
  );
  const suiteDirs = (given.suites ?? []).map((dir) => resolve(context.cwd, dir));
  return Promise.all(ids.map((id) => loadProtocol(id, { suiteDirs, cache: context.cache })));
}
