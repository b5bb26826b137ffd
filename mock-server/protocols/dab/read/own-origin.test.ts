import { describe, expect, it } from 'vitest';
import type { World } from '../../../kernel/world.ts';
import { ownOrigin } from './own-origin.ts';

const rules = { counts: 'DAB-POS-003', isChecked: 'DAB-POS-008' } as const;

/** What the real 2.0.9 put into a Location when it was sent these. */
describe('the origin that links of the server have', () => {
  it.each([
    [{ 'X-Forwarded-Proto': 'HTTPS' }, 'https://localhost:5000'],
    [{ 'X-Forwarded-Proto': ' https ' }, 'https://localhost:5000'],
    [{ 'X-Forwarded-Proto': 'ftp' }, 'http://localhost:5000'],
    [{ 'X-Forwarded-Proto': 'https,http' }, 'http://localhost:5000'],
    [{ 'X-Forwarded-Proto': '' }, 'http://localhost:5000'],
    [{ 'X-Forwarded-Host': 'example.org:8443' }, 'http://example.org:8443'],
    [{ 'X-Forwarded-Host': 'API.example.org' }, 'http://API.example.org'],
    [{ 'X-Forwarded-Host': 'a_b' }, 'http://a_b'],
    [{ 'X-Forwarded-Host': 'example.org:' }, 'http://example.org:'],
    [{ 'X-Forwarded-Host': 'example.org:80/x' }, 'http://example.org:80/x'],
    [{ 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'api.example.org' }, 'https://api.example.org'],
  ])('%j: %s', (headers, origin) => expect(originWith(headers)).toBe(`${origin}/base`));

  it.each([
    'a b',
    'example.org/x',
    'example.org:abc',
    'example.org:70000',
    'u@example.org',
    '[::1]:80',
    'a..b',
    '-a',
    'a?b',
    '<a>',
  ])('the host %s is none', (host) =>
    expect(originWith({ 'X-Forwarded-Host': host })).toBe('http://localhost:5000/base'),
  );

  it('of several lines the first counts', () => {
    const headers: [string, string][] = [
      ['X-Forwarded-Proto', 'https'],
      ['x-forwarded-proto', 'http'],
    ];
    expect(ownOrigin(request(headers), world(), rules)).toBe('https://localhost:5000/base');
  });

  it('a server that does not check takes any text', () => {
    const unchecked = world((subject) => subject !== 'validity');
    expect(ownOrigin(request([['X-Forwarded-Proto', 'ftp']]), unchecked, rules)).toBe('ftp://localhost:5000/base');
  });
});

function originWith(headers: Readonly<Record<string, string | undefined>>): string {
  return ownOrigin(request(Object.entries(headers).map(([name, value]) => [name, value ?? ''])), world(), rules);
}

function request(headers: [string, string][]) {
  return { method: 'POST', target: '/api/Books', headers, body: new Uint8Array() };
}

function world(keeps: (subject: string) => boolean = () => true): World {
  return { baseUrl: 'http://localhost:5000/base', keepsFor: keeps } as Partial<World> as World;
}
