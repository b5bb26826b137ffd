import type { ProtocolCore } from '../../kernel/protocol-core.ts';
import { excuses } from './excuses.ts';
import { handle } from './handle.ts';
import { authenticate, credentials, tokenClaims } from './model/principals.ts';
import { mutants } from './mutants.ts';
import { disturb, exampleDialogId, seed } from './seed.ts';
import { unlawfulVariants, variants } from './variants.ts';

/** The service-owner API of Dialogporten: dialogs, their transmissions and activities. */
export const dialogporten: ProtocolCore = {
  id: 'dialogporten',
  title: 'Dialogporten service-owner API',
  editions: ['current', 'documented'],
  defaultEdition: 'current',
  mutants,
  variants,
  unlawfulVariants,
  excuses,
  features: [
    'service-owner-api',
    'example-dialog',
    'transmissions',
    'activities',
    'service-owner-labels',
    'end-user-labels',
    'search',
  ],
  defaultFeatures: [
    'service-owner-api',
    'example-dialog',
    'transmissions',
    'activities',
    'service-owner-labels',
    'end-user-labels',
    'search',
  ],
  credentials,
  tokenClaims,
  authenticate,
  seed,
  disturb,
  handle,
  workbench: async () => (await import('./workbench.ts')).workbench,
  clientSide: async () => (await import('./client-side.ts')).clientSide,
  example: {
    method: 'PATCH',
    target: `/api/v1/serviceowner/dialogs/${exampleDialogId}`,
    headers: [
      ['Authorization', 'Bearer so'],
      ['Content-Type', 'application/json-patch+json'],
    ],
    body: '[{"op":"replace","path":"/status","value":"Completed"}]',
  },
};
