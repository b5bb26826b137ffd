import { requestKeys } from './read-request.ts';

/** Keys of a form of write (spec/<protocol>/writes.yaml): its request, and what is known about it. */
export const formKeys: readonly string[] = [
  'title',
  'needs',
  'fixture',
  'read',
  'has',
  'gives',
  'laws',
  ...requestKeys,
];

/** What a scenario may ask of a form beside its traits, and read of it as $(form.…). */
export const formWords: readonly string[] = ['id', 'title', 'method', 'fixture', 'read', 'law', 'rule', ...formKeys];
