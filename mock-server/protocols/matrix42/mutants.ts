import type { Mutant } from '../../kernel/protocol-core.ts';
import { readMutants } from './mutants/read-mutants.ts';
import { timestampMutants } from './mutants/timestamp-mutants.ts';
import { updateMutants } from './mutants/update-mutants.ts';

/** Every bug this server can be given. */
export const mutants: readonly Mutant[] = [...updateMutants, ...timestampMutants, ...readMutants];
