import { around } from '../../../kernel/bug.ts';
import { all, done, on } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { callOf } from './around/exchanges.ts';

/** Entities that no form of write is about, each of another kind. */
const entities = ['Comics', 'BooksSold', 'Shelves', 'Notes', 'Samples'];

/** A PATCH that writes, a moment later, the whole row that it has read, in one entity alone. */
export const entityWindowMutants: readonly Mutant[] = entities.map((name) => ({
  id: `patch-of-${name.toLowerCase()}-writes-the-whole`,
  title: `A PATCH of ${name} writes a moment later the whole row that it has read.`,
  fails: ['DAB-PAT-001'],
  windowMs: 1,
  at: [
    around(
      all(done(on('PATCH')), (exchange) => callOf(exchange)?.entity.name === name),
      ({ response }) => response,
    ),
  ],
}));
