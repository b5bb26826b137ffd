import type { Excuses } from '../../kernel/protocol-core.ts';

/** What the proof of this protocol lets pass, and why. */
export const excuses: Excuses = {
  assertions: {
    'dataverse/near-misses/there-and-back/now/1*':
      'It only finds out what sort of tags there are, so that the step behind it asks for what follows of that.',
  },
  kernelMutants: {},
  inherited: {
    // What would say that a list is as it should be is a list.
    'dataverse/lists/filtered*': 'A POST that makes two rows shows in every list of them.',
    'dataverse/lists/counted/*': 'A POST that makes two rows shows in the number of them.',
    'dataverse/lists/skip/plain/1*': 'A POST that makes two rows shows in every list of them.',
    'dataverse/edges/without-concurrency/list/1*': 'A POST that makes two rows shows in every list of them.',
    'dataverse/navigation/filter-by-the-other-row/*': 'A POST that makes two rows shows in every list of them.',
    'dataverse/navigation/by-their-collections*': 'A POST that makes two rows shows in every list of them.',
    'dataverse/navigation/one-of-several/*': 'A POST that makes two rows shows in every list of them.',
    'dataverse/navigation/aliases/*': 'A POST that makes two rows shows in every list of them.',
    'dataverse/conditional/read-compressed/patch/1*':
      'Where every read moves the tag, the one that was read is old at once.',
    'dataverse/baseline/create[*]/list/1*':
      'Where every read or every POST moves tags, a list shows another one than the read before it, or another row.',
  },
  dumbPasses: {
    'always-200 DV-GET-010': 'Its 200 is all that this rule asks of a GET.',
    'always-204 DV-HDR-006': 'A 204 without a body is all that this rule asks for.',
    'speaks-dab DV-ERR-002': 'Its 404 repeats the path of the request, and with it the name of the set.',
    'speaks-dab DV-GET-005': 'Its 404 repeats the path of the request, and with it the key.',
    'echo DV-GET-010': 'Its 200 is all that this rule asks of a GET.',
  },
};
