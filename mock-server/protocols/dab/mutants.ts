import type { Mutant } from '../../kernel/protocol-core.ts';
import { besideMutants } from './mutants/beside.ts';
import { bodyMutants } from './mutants/body.ts';
import { columnMutants } from './mutants/column.ts';
import { entityWindowMutants } from './mutants/entity-windows.ts';
import { envelopeMutants } from './mutants/envelope.ts';
import { formMutants } from './mutants/forms.ts';
import { ifMatchMutants } from './mutants/if-match.ts';
import { keyMutants } from './mutants/key.ts';
import { keyInBodyMutants } from './mutants/key-in-body.ts';
import { keylessMutants } from './mutants/keyless.ts';
import { listMutants } from './mutants/list.ts';
import { missingRowMutants } from './mutants/missing-row.ts';
import { oneClassMutants } from './mutants/one-class.ts';
import { otherRowMutants } from './mutants/other-row.ts';
import { pageMutants } from './mutants/page.ts';
import { permissionMutants } from './mutants/permission.ts';
import { policyMutants } from './mutants/policy.ts';
import { queryMutants } from './mutants/query.ts';
import { refusedWriteMutants } from './mutants/refused-write.ts';
import { routingMutants } from './mutants/routing.ts';
import { rowMutants } from './mutants/row.ts';
import { starMutants } from './mutants/star.ts';
import { upsertMutants } from './mutants/upsert.ts';
import { valueMutants } from './mutants/value.ts';

/** Realistic bugs of a Data API builder. */
export const mutants: readonly Mutant[] = [
  ...envelopeMutants,
  ...ifMatchMutants,
  ...starMutants,
  ...upsertMutants,
  ...refusedWriteMutants,
  ...missingRowMutants,
  ...columnMutants,
  ...valueMutants,
  ...keyMutants,
  ...keyInBodyMutants,
  ...keylessMutants,
  ...bodyMutants,
  ...rowMutants,
  ...queryMutants,
  ...listMutants,
  ...permissionMutants,
  ...policyMutants,
  ...routingMutants,
  ...oneClassMutants,
  ...besideMutants,
  ...otherRowMutants,
  ...pageMutants,
  ...formMutants,
  ...entityWindowMutants,
];
