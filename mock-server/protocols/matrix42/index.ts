import type { ProtocolCore } from '../../kernel/protocol-core.ts';
import { excuses } from './excuses.ts';
import { handle } from './handle.ts';
import { counterOf } from './model/rowversion.ts';
import { mutants } from './mutants.ts';
import { anyHolder, authenticate, credentials } from './request/authenticate.ts';
import { disturb, publishedId, seed } from './seed.ts';
import { unlawfulVariants, variants } from './variants.ts';

const defaultFeatures = [
  'fragments',
  'given-fragment',
  'creation',
  'deletion',
  'objects',
  'relations',
  'tokens',
  'lists',
  'filtering',
  'columns',
  'sorting',
  'paging',
  'schema-info',
  'journals',
  'localisation',
];

/** All, and that there is no creation, which is no part but the lack of one. */
const features = [...defaultFeatures, 'no-creation'];

/** The Fragments Data Service of Matrix42, and as much of the Objects Data Service as its rules need. */
export const matrix42: ProtocolCore = {
  id: 'matrix42',
  title: 'Matrix42 Fragments and Objects Data Service',
  editions: ['current', 'documented'],
  defaultEdition: 'current',
  mutants,
  variants,
  unlawfulVariants,
  excuses,
  features,
  defaultFeatures,
  credentials,
  authenticate,
  anyHolder,
  counterOf,
  seed,
  disturb,
  handle,
  workbench: async () => (await import('./workbench.ts')).workbench,
  clientSide: async () => (await import('./client-side.ts')).clientSide,
  example: {
    method: 'PUT',
    target: '/m42Services/api/data/fragments/SPSScCategoryClassBase/',
    headers: [
      ['Authorization', 'Bearer m42-caller'],
      ['Content-Type', 'application/json;charset=UTF-8'],
    ],
    body: `{"ID":"${publishedId}","DefaultSubject":"Facility Management Subject","DefaultImpact":3,"Hidden":1}`,
  },
};
