import { ConformanceError } from '../../../core/errors.ts';
import type { ProtocolCore } from '../../kernel/protocol-core.ts';
import type { Workbench } from '../../kernel/workbench.ts';
import type { GivenRows } from './given-row.ts';
import { plantRows } from './plant-rows.ts';

/** The protocol with more first rows, also after a reset and in every session. */
export function withRows(core: ProtocolCore, workbench: Workbench, rows: GivenRows): ProtocolCore {
  return {
    ...core,
    seed: (store, world) => {
      core.seed(store, world);
      const [fault] = plantRows(store, world, workbench, rows);
      if (fault)
        throw new ConformanceError(
          'ERR_USAGE',
          `line ${fault.place.line}, column ${fault.place.column} of the rows: ${fault.message}`,
        );
    },
  };
}
