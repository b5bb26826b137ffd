import type { LikelyCause, LikelyCauses } from '../../core/report.ts';

/** Likely causes in sentences, the likeliest first, then what they leave unexplained; none when nothing fits well. */
export function causeTexts(found: LikelyCauses | undefined): string[] {
  if (found === undefined || found.causes.length === 0) return [];
  const { failures, unexplained, causes } = found;
  return [
    ...causes.map((cause) => causeText(cause, failures)),
    ...(unexplained === 0 ? [] : [`${unexplained} of ${failures} ${unexplained === 1 ? 'is' : 'are'} not explained`]),
  ];
}

/** "A PUT with a star inserts a missing row [star-put-inserts], or: …": the bugs of a cause that a run cannot tell apart. */
export function bugsText({ bugs }: Pick<LikelyCause, 'bugs'>): string {
  return bugs.map(({ id, title }) => `${title.replace(/\.$/, '')} [${id}]`).join(', or: ');
}

function causeText({ likeness, bugs, rules, explains, fits }: LikelyCause, failures: number): string {
  const which = bugsText({ bugs });
  const one = bugs.length === 1;
  const share = `${explains} of ${failures} ${failures === 1 ? 'failure' : 'failures'}`;
  const verb = explains === 1 ? ['looks', 'is'] : ['look', 'are'];
  // Of what the bug would fail nothing may have been judged: then its rules alone speak for it.
  const fit = fits.of === 0 ? '' : `fits ${fits.hits} of ${fits.of}`;
  if (likeness === 'same') {
    return explains === 0
      ? `it may also be: ${which} (${fit})`
      : `${share} ${verb[0]} like ${one ? 'one bug' : 'one of these bugs'}: ${which} (${fit})`;
  }
  const grounds = [...(rules.length === 0 ? [] : [`about ${rules.join(', ')}`]), ...(fit === '' ? [] : [fit])];
  const about = grounds.length === 0 ? '' : ` (${grounds.join('; ')})`;
  return explains === 0
    ? `or of the kind of: ${which}${about}`
    : `${share} ${verb[1]} of the kind of ${one ? 'a known bug' : 'these bugs'}: ${which}${about}`;
}
