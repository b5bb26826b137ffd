import { dropsNoChange, forcesNothing, readsAfterConflict } from './conflict-laws.ts';
import type { ClientLaw } from './finding.ts';
import { looksBeforeRepeating, renewsCredentials, repeatsOnlyReads, waitsAsTold } from './repetition-laws.ts';
import { readsWhatItWrote, sendsOnlyChanges } from './update-laws.ts';
import {
  changesWhatItRead,
  namesNoVersion,
  sendsNewestToken,
  sendsTokensAsGiven,
  wantsTheRowThere,
} from './version-laws.ts';

/** Every law there is, by the name that rules have for it. */
export const clientLaws: Readonly<Record<string, ClientLaw>> = {
  'sends-tokens-as-given': sendsTokensAsGiven,
  'sends-newest-token': sendsNewestToken,
  'changes-what-it-read': changesWhatItRead,
  'wants-the-row-there': wantsTheRowThere,
  'names-no-version': namesNoVersion,
  'reads-after-conflict': readsAfterConflict,
  'forces-nothing': forcesNothing,
  'drops-no-change': dropsNoChange,
  'waits-as-told': waitsAsTold,
  'looks-before-repeating': looksBeforeRepeating,
  'repeats-only-reads': repeatsOnlyReads,
  'sends-only-changes': sendsOnlyChanges,
  'renews-credentials': renewsCredentials,
  'reads-what-it-wrote': readsWhatItWrote,
};
