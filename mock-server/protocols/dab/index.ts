import type { ProtocolCore } from '../../kernel/protocol-core.ts';
import { excuses } from './excuses.ts';
import { handle } from './handle.ts';
import { mutants } from './mutants.ts';
import { disturbRows, seedRows } from './seed-rows.ts';
import { unlawfulVariants, variants } from './variants.ts';

/** Data API builder's REST endpoint over the tables of the recorded fixture. */
export const dab: ProtocolCore = {
  id: 'dab',
  title: 'Data API builder REST',
  editions: ['v1', 'v2', 'v2.1', 'documented'],
  defaultEdition: 'v2',
  mutants,
  variants,
  unlawfulVariants,
  excuses,
  features: [
    'rest',
    'strict-body',
    'lenient-body',
    'development-messages',
    'production-messages',
    'simulator',
    'unauthenticated',
    'static-web-apps',
    'create-policies',
    'other-base-path',
    'other-names',
  ],
  defaultFeatures: ['rest', 'strict-body', 'development-messages', 'simulator'],
  // The simulator takes everybody as authenticated; roles are asked for by header.
  credentials: { caller: [], reader: [['X-MS-API-ROLE', 'readonly']] },
  authenticate: () => ({ id: 'caller', claims: {} }),
  seed: (store) => seedRows(store),
  disturb: disturbRows,
  handle,
  example: {
    method: 'PUT',
    target: '/api/Books/id/1',
    headers: [
      ['Content-Type', 'application/json'],
      ['If-Match', '*'],
    ],
    body: '{"title":"The Return of the King","publisher_id":7}',
  },
};
