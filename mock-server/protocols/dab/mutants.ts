import type { Mutant } from '../../kernel/protocol-core.ts';
import { bodyMutants } from './mutants/body.ts';
import { columnMutants } from './mutants/column.ts';
import { envelopeMutants } from './mutants/envelope.ts';
import { ifMatchMutants } from './mutants/if-match.ts';
import { keyMutants } from './mutants/key.ts';
import { listMutants } from './mutants/list.ts';
import { pageMutants } from './mutants/page.ts';
import { permissionMutants } from './mutants/permission.ts';
import { routingMutants } from './mutants/routing.ts';
import { rowMutants } from './mutants/row.ts';
import { upsertMutants } from './mutants/upsert.ts';

/** Realistic bugs of a Data API builder. */
export const mutants: readonly Mutant[] = [
  ...envelopeMutants,
  ...ifMatchMutants,
  ...upsertMutants,
  ...columnMutants,
  ...keyMutants,
  ...bodyMutants,
  ...rowMutants,
  ...listMutants,
  ...permissionMutants,
  ...routingMutants,
  ...pageMutants,
];
