import type { Mutant } from '../../kernel/protocol-core.ts';
import { answerMutants } from './mutants/answer-mutants.ts';
import { concurrencyMutants } from './mutants/concurrency-mutants.ts';
import { createMutants } from './mutants/create-mutants.ts';
import { documentedMutants } from './mutants/documented-mutants.ts';
import { halfDoneMutants } from './mutants/half-done-mutants.ts';
import { lifecycleMutants } from './mutants/lifecycle-mutants.ts';
import { readingMutants } from './mutants/reading-mutants.ts';
import { stampMutants } from './mutants/stamp-mutants.ts';
import { updateMutants } from './mutants/update-mutants.ts';
import { writeMutants } from './mutants/write-mutants.ts';

/** Every bug this core can have on purpose. */
export const mutants: readonly Mutant[] = [
  ...concurrencyMutants,
  ...createMutants,
  ...lifecycleMutants,
  ...readingMutants,
  ...updateMutants,
  ...writeMutants,
  ...stampMutants,
  ...answerMutants,
  ...documentedMutants,
  ...halfDoneMutants,
];
