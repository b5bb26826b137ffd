import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { offering } from './offered-methods.ts';

/** Methods that are not offered, where they work nevertheless, and how. */
const offered = [
  ['put-on-activity-works', 'PUT', 'activity', 'openly'],
  ['put-on-activity-works-secretly', 'PUT', 'activity', 'secretly'],
  ['patch-on-activity-works', 'PATCH', 'activity', 'openly'],
  ['patch-on-activity-works-secretly', 'PATCH', 'activity', 'secretly'],
  ['delete-on-activity-works', 'DELETE', 'activity', 'openly'],
  ['delete-on-activity-works-secretly', 'DELETE', 'activity', 'secretly'],
  ['post-on-activity-works', 'POST', 'activity', 'openly'],
  ['post-on-activity-works-secretly', 'POST', 'activity', 'secretly'],
  ['put-on-activities-works', 'PUT', 'activities', 'openly'],
  ['put-on-activities-works-secretly', 'PUT', 'activities', 'secretly'],
  ['patch-on-activities-works', 'PATCH', 'activities', 'openly'],
  ['patch-on-activities-works-secretly', 'PATCH', 'activities', 'secretly'],
  ['delete-on-activities-works', 'DELETE', 'activities', 'openly'],
  ['delete-on-activities-works-secretly', 'DELETE', 'activities', 'secretly'],
  ['patch-on-transmission-works', 'PATCH', 'transmission', 'openly'],
  ['patch-on-transmission-works-secretly', 'PATCH', 'transmission', 'secretly'],
  ['delete-on-transmission-works', 'DELETE', 'transmission', 'openly'],
  ['delete-on-transmission-works-secretly', 'DELETE', 'transmission', 'secretly'],
  ['put-on-transmissions-works', 'PUT', 'transmissions', 'openly'],
  ['put-on-transmissions-works-secretly', 'PUT', 'transmissions', 'secretly'],
  ['patch-on-transmissions-works', 'PATCH', 'transmissions', 'openly'],
  ['patch-on-transmissions-works-secretly', 'PATCH', 'transmissions', 'secretly'],
  ['delete-on-transmissions-works', 'DELETE', 'transmissions', 'openly'],
  ['delete-on-transmissions-works-secretly', 'DELETE', 'transmissions', 'secretly'],
] as const;

/** Bugs of children that can be changed although they are append-only. */
export const offeredMethodMutants: readonly Mutant[] = mutantsOf([
  ...offered.map(([id, method, place, how]): MutantRow => {
    const title =
      how === 'openly'
        ? `${method} changes ${place}.`
        : `${method} on ${place} is refused with 405 and works all the same.`;
    return [id, title, place.startsWith('activit') ? 'DP-ACT-008' : 'DP-TX-007', offering(method, place, how)];
  }),
]);
