import { expect, it } from 'vitest';
import { isParty } from './party.ts';

it('takes the four kinds of parties with sound check digits', () => {
  for (const urn of [
    'urn:altinn:person:identifier-no:08844397713',
    'urn:altinn:organization:identifier-no:991825827',
    'urn:altinn:person:idporten-email:a@example.com',
    'urn:altinn:person:legacy-selfidentified:foo',
  ])
    expect(isParty(urn)).toBe(true);
});

it('refuses wrong check digits and other prefixes', () => {
  for (const urn of [
    'foo:1',
    'urn:altinn:organization:identifier-no:991825828',
    'urn:altinn:person:identifier-no:08844397714',
    'urn:altinn:person:idporten-email:nobody',
  ])
    expect(isParty(urn)).toBe(false);
});
