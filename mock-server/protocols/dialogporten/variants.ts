import type { Variant } from '../../kernel/protocol-core.ts';

/** Lawful differences of a Dialogporten. */
export const variants: readonly Variant[] = [
  {
    id: 'other-error-texts',
    title: 'Titles and messages of refusals in other words',
    because: 'RFC 9457 §3.1.4: a title is for people; no rule fixes the words of these messages.',
  },
  {
    id: 'expiry-can-be-cleared',
    title: 'The expiry date can be taken away like any other optional member',
    because: 'DP-PUT-021 is what one release does against what its own message says; nothing promises it.',
  },
  {
    id: 'location-of-new-dialogs',
    title: 'A create is answered with a Location',
    because: 'The OpenAPI document promises one, and RFC 9110 §10.2.2 says what it means.',
  },
];

/** Kernel variants that rules of this protocol forbid. */
export const unlawfulVariants: Readonly<Record<string, string>> = {};
