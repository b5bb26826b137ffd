import type { Mutant } from '../../kernel/protocol-core.ts';
import { readMutants } from './read-mutants.ts';
import { timestampMutants } from './timestamp-mutants.ts';
import { updateMutants } from './update-mutants.ts';

/** Every bug this server can be given. */
export const mutants: readonly Mutant[] = [...updateMutants, ...timestampMutants, ...readMutants];
