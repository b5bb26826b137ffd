/** Kinds of party identifiers and what makes one of them valid. */
const kinds: readonly (readonly [prefix: string, fault: (rest: string) => PartyFault | undefined])[] = [
  ['urn:altinn:organization:identifier-no:', organizationFault],
  ['urn:altinn:person:identifier-no:', nationalFault],
  ['urn:altinn:person:legacy-selfidentified:', (rest) => (rest.length > 0 ? undefined : 'form')],
  ['urn:altinn:person:idporten-email:', (rest) => (/^[^@\s]+@[^@\s]+$/.test(rest) ? undefined : 'form')],
];

/** What can be wrong with the URN of a party; of two check digits the first may be the only one that is. */
type PartyFault = 'form' | 'first check digit' | 'last check digit';

/** What is wrong with the URN of a party: its form, or the check digits where the kind has them; undefined: nothing. */
export function partyFault(urn: string): PartyFault | undefined {
  const lower = urn.toLowerCase();
  const kind = kinds.find(([prefix]) => lower.startsWith(prefix));
  return kind ? kind[1](urn.slice(kind[0].length)) : 'form';
}

/** Nine digits, the last a modulus 11 check digit. */
function organizationFault(text: string): PartyFault | undefined {
  if (!/^\d{9}$/.test(text)) return 'form';
  return checkDigit(text, [3, 2, 7, 6, 5, 4, 3, 2]) === Number(text[8]) ? undefined : 'last check digit';
}

/** Eleven digits, the last two modulus 11 check digits. */
function nationalFault(text: string): PartyFault | undefined {
  if (!/^\d{11}$/.test(text)) return 'form';
  if (checkDigit(text, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) !== Number(text[10])) return 'last check digit';
  return checkDigit(text, [3, 7, 6, 1, 8, 9, 4, 5, 2]) === Number(text[9]) ? undefined : 'first check digit';
}

function checkDigit(digits: string, weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return (11 - (sum % 11)) % 11;
}
