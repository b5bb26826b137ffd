import type { Mutant } from '../../kernel/protocol-core.ts';
import { answerMutants } from './mutants/answer-mutants.ts';
import { apiOnlyMutants } from './mutants/api-only-mutants.ts';
import { bodyMutants } from './mutants/body-mutants.ts';
import { bodyPartMutants } from './mutants/body-part-mutants.ts';
import { childPartMutants } from './mutants/child-part-mutants.ts';
import { conditionMutants } from './mutants/condition-mutants.ts';
import { correspondenceMutants } from './mutants/correspondence-mutants.ts';
import { countedMutants } from './mutants/counted-mutants.ts';
import { createMutants } from './mutants/create-mutants.ts';
import { createPartMutants } from './mutants/create-part-mutants.ts';
import { despiteMutants } from './mutants/despite-mutants.ts';
import { formMutants } from './mutants/forms.ts';
import { halfDoneMutants } from './mutants/half-done-mutants.ts';
import { labelMutants } from './mutants/label-mutants.ts';
import { leftBehindMutants } from './mutants/left-behind-mutants.ts';
import { lifeMutants } from './mutants/life-mutants.ts';
import { lifePartMutants } from './mutants/life-part-mutants.ts';
import { nearMissMutants } from './mutants/near-miss-mutants.ts';
import { offeredMethodMutants } from './mutants/offered-method-mutants.ts';
import { oneClassMutants } from './mutants/one-class-mutants.ts';
import { oneMemberMutants } from './mutants/one-member-mutants.ts';
import { overlookingMutants } from './mutants/overlooking-mutants.ts';
import { overlyStrictCreateMutants } from './mutants/overly-strict-create-mutants.ts';
import { overlyStrictMutants } from './mutants/overly-strict-mutants.ts';
import { patchMutants } from './mutants/patch-mutants.ts';
import { patchPartMutants } from './mutants/patch-part-mutants.ts';
import { readingMutants } from './mutants/reading-mutants.ts';
import { revisionMutants } from './mutants/revision-mutants.ts';
import { stampMutants } from './mutants/stamp-mutants.ts';
import { unguardedMutants } from './mutants/unguarded-mutants.ts';
import { unkeptCreateRules } from './mutants/unkept-create-rules.ts';
import { unkeptReadingRules } from './mutants/unkept-reading-rules.ts';
import { unkeptStampRules } from './mutants/unkept-stamp-rules.ts';
import { unkeptWriteRules } from './mutants/unkept-write-rules.ts';
import { unseenFaultMutants } from './mutants/unseen-fault-mutants.ts';
import { updateMutants } from './mutants/update-mutants.ts';
import { updatePartMutants } from './mutants/update-part-mutants.ts';
import { writesDespiteMutants } from './mutants/writes-despite-mutants.ts';

/** Every bug this core can have on purpose. */
export const mutants: readonly Mutant[] = [
  ...unkeptCreateRules,
  ...unkeptReadingRules,
  ...unkeptWriteRules,
  ...unkeptStampRules,
  ...conditionMutants,
  ...writesDespiteMutants,
  ...despiteMutants,
  ...revisionMutants,
  ...createMutants,
  ...createPartMutants,
  ...childPartMutants,
  ...overlyStrictCreateMutants,
  ...apiOnlyMutants,
  ...overlyStrictMutants,
  ...overlookingMutants,
  ...lifeMutants,
  ...lifePartMutants,
  ...readingMutants,
  ...answerMutants,
  ...oneClassMutants,
  ...oneMemberMutants,
  ...bodyMutants,
  ...bodyPartMutants,
  ...updateMutants,
  ...updatePartMutants,
  ...unseenFaultMutants,
  ...patchMutants,
  ...patchPartMutants,
  ...labelMutants,
  ...correspondenceMutants,
  ...stampMutants,
  ...offeredMethodMutants,
  ...halfDoneMutants,
  ...nearMissMutants,
  ...leftBehindMutants,
  ...countedMutants,
  ...formMutants,
  ...unguardedMutants,
];
