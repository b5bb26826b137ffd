import { expect, it } from 'vitest';
import { partyFault } from './party.ts';

it('takes the four kinds of parties with sound check digits', () => {
  for (const urn of [
    'urn:altinn:person:identifier-no:08844397713',
    'urn:altinn:organization:identifier-no:991825827',
    'urn:altinn:person:idporten-email:a@example.com',
    'urn:altinn:person:legacy-selfidentified:foo',
  ])
    expect(partyFault(urn)).toBeUndefined();
});

it('refuses wrong check digits and other prefixes', () => {
  for (const urn of [
    'foo:1',
    'urn:altinn:organization:identifier-no:991825828',
    'urn:altinn:person:identifier-no:08844397714',
    'urn:altinn:person:idporten-email:nobody',
  ])
    expect(partyFault(urn)).toBeDefined();
});

it('tells the first check digit of a national number from the last', () => {
  expect(partyFault('urn:altinn:person:identifier-no:08844397705')).toBe('first check digit');
  expect(partyFault('urn:altinn:person:identifier-no:08844397714')).toBe('last check digit');
});
