import type { Variant } from '../../kernel/protocol-core.ts';

/** Lawful differences of a Dialogporten. */
export const variants: readonly Variant[] = [
  {
    id: 'other-error-texts',
    title: 'Titles and messages of refusals in other words',
    because: 'RFC 9457 §3.1.4: a title is for people; no rule fixes the words of these messages.',
  },
  {
    id: 'several-messages',
    title: 'Several sentences about each fault',
    because: 'DP-ERR-002 speaks of lists of texts, and no rule says how many there are.',
  },
  {
    id: 'gateway-knows-no-such-method',
    title: 'A gateway answers 404 in words of its own where there is no such method',
    because:
      'The page says only which methods there are; in front of the real server stands a gateway that knows them.',
  },
  {
    id: 'colliding-children-refused',
    title: 'Children that are posted at once collide, and whoever loses is told so in other words',
    because: 'DP-CC-019 lets a server refuse them with 409; no rule fixes the words of the advice.',
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
  {
    id: 'a-challenge-for-each-issuer',
    title: 'A 401 challenges once for each issuer of tokens, in a line of its own',
    because:
      'RFC 9110 §11.6.1 and §5.3: WWW-Authenticate is a list, whose lines are combined; the real server sends three.',
  },
];

/** Kernel variants that rules of this protocol forbid. */
export const unlawfulVariants: Readonly<Record<string, string>> = {};
