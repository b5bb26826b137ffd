/** Kinds of party identifiers and what makes one of them valid. */
const kinds: readonly (readonly [prefix: string, valid: (rest: string, sloppily: boolean) => boolean])[] = [
  ['urn:altinn:organization:identifier-no:', isOrganizationNumber],
  ['urn:altinn:person:identifier-no:', isNationalNumber],
  ['urn:altinn:person:legacy-selfidentified:', (rest) => rest.length > 0],
  ['urn:altinn:person:idporten-email:', (rest) => /^[^@\s]+@[^@\s]+$/.test(rest)],
];

/** Is this the URN of a party, with sound check digits where the kind has them? Looked at sloppily, the last of them will do. */
export function isParty(urn: string, sloppily = false): boolean {
  const lower = urn.toLowerCase();
  return kinds.some(([prefix, valid]) => lower.startsWith(prefix) && valid(urn.slice(prefix.length), sloppily));
}

/** Nine digits, the last a modulus 11 check digit. */
function isOrganizationNumber(text: string): boolean {
  return /^\d{9}$/.test(text) && checkDigit(text, [3, 2, 7, 6, 5, 4, 3, 2]) === Number(text[8]);
}

/** Eleven digits, the last two modulus 11 check digits. */
function isNationalNumber(text: string, sloppily: boolean): boolean {
  return (
    /^\d{11}$/.test(text) &&
    (sloppily || checkDigit(text, [3, 7, 6, 1, 8, 9, 4, 5, 2]) === Number(text[9])) &&
    checkDigit(text, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) === Number(text[10])
  );
}

function checkDigit(digits: string, weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return (11 - (sum % 11)) % 11;
}
