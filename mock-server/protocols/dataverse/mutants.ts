import type { Mutant } from '../../kernel/protocol-core.ts';
import { answerMutants } from './mutants/answer-mutants.ts';
import { baselineMutants } from './mutants/baseline-mutants.ts';
import { batchMutants } from './mutants/batch-mutants.ts';
import { bodyMutants } from './mutants/body-mutants.ts';
import { bulkMutants } from './mutants/bulk-mutants.ts';
import { conditionMutants } from './mutants/condition-mutants.ts';
import { deepMutants } from './mutants/deep-insert-mutants.ts';
import { deleteMutants } from './mutants/delete-mutants.ts';
import { edgeMutants } from './mutants/edge-mutants.ts';
import { elasticMutants } from './mutants/elastic-mutants.ts';
import { filterMutants } from './mutants/filter-mutants.ts';
import { formMutants } from './mutants/forms.ts';
import { keyMutants } from './mutants/key-mutants.ts';
import { limitMutants } from './mutants/limit-mutants.ts';
import { listMutants } from './mutants/list-mutants.ts';
import { metadataMutants } from './mutants/metadata-mutants.ts';
import { navigationMutants } from './mutants/navigation-mutants.ts';
import { otherWayMutants } from './mutants/other-way-mutants.ts';
import { partMutants } from './mutants/part-mutants.ts';
import { preferenceMutants } from './mutants/preference-mutants.ts';
import { principalMutants } from './mutants/principal-mutants.ts';
import { propertyMutants } from './mutants/property-mutants.ts';
import { refusalMutants } from './mutants/refusal-mutants.ts';
import { representationMutants } from './mutants/representation-mutants.ts';
import { requestMutants } from './mutants/request-mutants.ts';
import { spellingMutants } from './mutants/spelling-mutants.ts';
import { updateMutants } from './mutants/update-mutants.ts';
import { upsertMutants } from './mutants/upsert-mutants.ts';
import { valueMutants } from './mutants/value-mutants.ts';
import { wholeRowMutants } from './mutants/whole-row-mutants.ts';

/**
 * Realistic bugs. Writes that are answered but lost, or refused but applied, are here because only a look at the row
 * finds them.
 */
export const mutants: readonly Mutant[] = [
  ...answerMutants,
  ...requestMutants,
  ...baselineMutants,
  ...listMutants,
  ...filterMutants,
  ...preferenceMutants,
  ...refusalMutants,
  ...updateMutants,
  ...bodyMutants,
  ...representationMutants,
  ...upsertMutants,
  ...keyMutants,
  ...conditionMutants,
  ...propertyMutants,
  ...deleteMutants,
  ...formMutants,
  ...metadataMutants,
  ...navigationMutants,
  ...principalMutants,
  ...deepMutants,
  ...otherWayMutants,
  ...partMutants,
  ...batchMutants,
  ...bulkMutants,
  ...spellingMutants,
  ...valueMutants,
  ...wholeRowMutants,
  ...edgeMutants,
  ...limitMutants,
  ...elasticMutants,
];
