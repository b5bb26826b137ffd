import type { Mutant } from '../../../kernel/protocol-core.ts';

/** Bugs in what every answer has in common. */
export const answerMutants: readonly Mutant[] = [
  { id: 'no-odata-version', title: 'OData-Version is missing.', switchesOff: ['DV-HDR-001'], fails: ['DV-HDR-001'] },
  { id: 'errors-without-version', title: 'OData-Version is missing on errors.', fails: ['DV-HDR-001'] },
  { id: 'another-odata-version', title: 'OData-Version says 4.01.', fails: ['DV-HDR-001'] },
  {
    id: 'json-as-plain-text',
    title: 'JSON is sent as text/plain.',
    switchesOff: ['DV-HDR-005'],
    fails: ['DV-HDR-005'],
  },
  { id: 'full-metadata', title: 'The content type says that metadata is full.', fails: ['DV-HDR-005'] },
  {
    id: 'body-on-204',
    title: 'A 204 has a body.',
    switchesOff: ['DV-HDR-006'],
    fails: ['DV-HDR-006'],
    breaksShape: true,
  },
  { id: 'errors-without-body', title: 'Errors have no body.', fails: ['DV-ERR-001'], breaksShape: true },
  { id: 'errors-without-code', title: 'Errors have no code.', fails: ['DV-ERR-001'], breaksShape: true },
  { id: 'errors-without-message', title: 'Errors have no message.', fails: ['DV-ERR-001'], breaksShape: true },
  { id: 'errors-with-inner-error', title: 'Errors show an innererror.', fails: ['DV-ERR-001'], breaksShape: true },
  { id: 'errors-unwrapped', title: 'Code and message stand at the top.', fails: ['DV-ERR-001'], breaksShape: true },
];
