import type { Mutant } from '../../kernel/protocol-core.ts';
import { answerMutants } from './mutants/answer-mutants.ts';
import { concurrencyMutants } from './mutants/concurrency-mutants.ts';
import { documentedMutants } from './mutants/documented-mutants.ts';
import { stampMutants } from './mutants/stamp-mutants.ts';
import { updateMutants } from './mutants/update-mutants.ts';

/** Every bug this core can have on purpose. */
export const mutants: readonly Mutant[] = [
  ...concurrencyMutants,
  ...updateMutants,
  ...stampMutants,
  ...answerMutants,
  ...documentedMutants,
];
