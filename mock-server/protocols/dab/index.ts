import type { HeaderField } from '../../../core/http.ts';
import type { ProtocolCore } from '../../kernel/protocol-core.ts';
import { excuses } from './excuses.ts';
import { handle } from './handle.ts';
import { renameBindings } from './model/other-names.ts';
import { mutants } from './mutants.ts';
import { disturb, seed } from './seed.ts';
import { unlawfulVariants, variants } from './variants.ts';

/** The role of the recorded configuration that each identity acts in. */
const roles = {
  reader: 'readonly',
  'writer-who-may-not-read': 'noread',
  updater: 'updateonly',
  creator: 'createonly',
  'reader-without-publisher': 'excl',
  'reader-without-key': 'hidekey',
  'creator-without-publisher': 'colcreate',
  'updater-without-publisher': 'colupdate',
  'updater-without-key': 'keyupdate',
  'updater-of-own': 'updpol',
  'reader-of-own': 'readpol',
  'creator-of-own': 'crepol',
} as const;

const asRole = (role: string): readonly HeaderField[] => [['X-MS-API-ROLE', role]];

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
    'postgresql',
    'roles',
    'simulator',
    'anonymous-only',
    'static-web-apps',
    'create-policies',
    'other-base-path',
    'other-names',
    'filters',
    'sorting',
    'paging',
    'selection',
    'keyless-writes',
  ],
  defaultFeatures: [
    'rest',
    'strict-body',
    'development-messages',
    'postgresql',
    'roles',
    'simulator',
    'filters',
    'sorting',
    'paging',
    'selection',
    'keyless-writes',
  ],
  // The simulator takes everybody as authenticated; roles are asked for by header.
  credentials: { caller: [], ...Object.fromEntries(Object.entries(roles).map(([id, role]) => [id, asRole(role)])) },
  authenticate: () => ({ id: 'caller', claims: {} }),
  otherNames: renameBindings,
  seed,
  disturb,
  handle,
  workbench: async () => (await import('./workbench.ts')).workbench,
  clientSide: async () => (await import('./client-side.ts')).clientSide,
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
