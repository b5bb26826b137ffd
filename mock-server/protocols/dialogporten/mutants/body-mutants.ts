import { utf8 } from '../../../../core/http.ts';
import type { Attachment } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { sending, silently } from './attach.ts';
import { bodyOf, textOf } from './exchanges.ts';
import { asking, complains, not, silent, text, where, writes } from './when.ts';

const dates = /"(\d{4}-\d\d-\d\d[T ][\d:.]+)([+-])(\d\d):(\d\d)"/g;

/** Takes date-times of a body that have an offset for others. */
function takingDates(change: (date: string, sign: string, hours: string, minutes: string) => string): Attachment {
  const when: When = ({ request }) => request.method !== 'GET' && textOf(request).search(dates) >= 0;
  return taking(when, ({ request }) => ({
    ...request,
    body: utf8(
      textOf(request).replace(dates, (_all, date: string, sign: string, hours: string, minutes: string) =>
        JSON.stringify(change(date, sign, hours, minutes)),
      ),
    ),
  }));
}

/** Bugs of a server that takes what a body says for something else. */
export const bodyMutants: readonly Mutant[] = mutantsOf(
  [
    ['offset-ignored', 'The offset of a date-time is ignored.', 'DP-ERR-011', takingDates((date) => `${date}Z`)],
    ['minutes-of-offset-ignored', 'Only the hours of an offset count.', 'DP-ERR-011'],
    ['offset-west-is-east', 'Any offset is one to the east.', 'DP-ERR-011'],
    ['offset-refused', 'A date-time must be in UTC.', 'DP-ERR-011', takingDates(() => 'no date')],
    ['unknown-status-is-new', 'A status with an unknown name counts as New.', 'DP-PUT-004'],
    ['silent-false-is-silent', 'isSilentUpdate=false is silent.', 'DP-SIL-008'],
    ['silent-empty-is-silent', 'An empty isSilentUpdate is silent.', 'DP-SIL-008'],
    ['silent-only-in-lower-case', 'isSilentUpdate=TRUE is not silent.', 'DP-SIL-008'],
    ['silent-name-is-case-sensitive', 'The name isSilentUpdate is only known in that spelling.', 'DP-SIL-008'],
  ],
  {
    'minutes-of-offset-ignored': takingDates((date, sign, hours) => `${date}${sign}${hours}:00`),
    'offset-west-is-east': takingDates((date, _sign, hours, minutes) => `${date}+${hours}:${minutes}`),
    'unknown-status-is-new': taking(
      where(answered(writes('put', 'post'), 400), complains(/^status$/), text(/"status"\s*:\s*"/i)),
      ({ request }) => sending(request, { ...bodyOf(request), status: 'New' }),
    ),
    'silent-false-is-silent': taking(asking('isSilentUpdate', /^false$/i), silently(true)),
    'silent-empty-is-silent': taking(asking('isSilentUpdate', /^$/), silently(true)),
    'silent-only-in-lower-case': taking(asking('isSilentUpdate', /^(?!true$)[Tt][Rr][Uu][Ee]$/), silently(false)),
    'silent-name-is-case-sensitive': taking(
      where(
        silent,
        not(({ request }) => request.target.includes('isSilentUpdate=')),
      ),
      silently(false),
    ),
  },
);
