import type { Mutant } from '../../kernel/protocol-core.ts';
import { addressMutants } from './mutants/address-mutants.ts';
import { attributeMutants } from './mutants/attribute-mutants.ts';
import { audienceMutants } from './mutants/audience-mutants.ts';
import { callerMutants } from './mutants/caller-mutants.ts';
import { formMutants } from './mutants/forms.ts';
import { listMutants } from './mutants/list-mutants.ts';
import { loneAttributeMutants } from './mutants/lone-attribute-mutants.ts';
import { nearTimestampMutants } from './mutants/near-timestamp-mutants.ts';
import { objectMutants } from './mutants/object-mutants.ts';
import { objectPartMutants } from './mutants/object-part-mutants.ts';
import { objectStampMutants } from './mutants/object-stamp-mutants.ts';
import { objectViewMutants } from './mutants/object-view-mutants.ts';
import { readMutants } from './mutants/read-mutants.ts';
import { relationMutants } from './mutants/relation-mutants.ts';
import { staleViewMutants } from './mutants/stale-view-mutants.ts';
import { timestampMutants } from './mutants/timestamp-mutants.ts';
import { updateMutants } from './mutants/update-mutants.ts';
import { valueMutants } from './mutants/value-mutants.ts';

/** Every bug this server can be given. */
export const mutants: readonly Mutant[] = [
  ...updateMutants,
  ...addressMutants,
  ...attributeMutants,
  ...timestampMutants,
  ...loneAttributeMutants,
  ...nearTimestampMutants,
  ...readMutants,
  ...listMutants,
  ...callerMutants,
  ...audienceMutants,
  ...relationMutants,
  ...valueMutants,
  ...objectPartMutants,
  ...objectViewMutants,
  ...objectMutants,
  ...objectStampMutants,
  ...staleViewMutants,
  ...formMutants,
];
