import type { Variant } from '../../kernel/protocol-core.ts';

/** Lawful differences of a Dialogporten. */
export const variants: readonly Variant[] = [
  {
    id: 'other-error-texts',
    title: 'Titles and messages of refusals in other words',
    because: 'RFC 9457 §3.1.4: a title is for people; no rule fixes the words of these messages.',
  },
  {
    id: 'location-of-new-dialogs',
    title: 'A create is answered with a Location',
    because: 'The OpenAPI document promises one, and RFC 9110 §10.2.2 says what it means.',
  },
];

/** Kernel variants that rules of this protocol forbid. */
export const unlawfulVariants: Readonly<Record<string, string>> = {};
