import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../../core/http.ts';
import { exchangeRecord, givenHeaders } from '../exchange-record.ts';
import { createRedact } from './redact.ts';

const secrets = fc
  .string({ unit: fc.constantFrom(...'abcXYZ019+/=_-"\\ é$&(.*'), minLength: 12, maxLength: 40 })
  .filter((text) => text.trim().length >= 12 && text === text.trim());

describe('createRedact', () => {
  it('leaves no secret in url, headers or body, however it is spelt, nor half of one where the body is cut', () => {
    fc.assert(
      fc.property(secrets, secrets, fc.integer({ min: 0, max: 40 }), (token, other, shift) => {
        const redact = createRedact({ owner: [['X-Auth', `Bearer ${token.replaceAll(' ', '')}`]] }, [other]);
        const bare = token.replaceAll(' ', '');
        fc.pre(bare.length >= 12);
        const filler = '#'.repeat(64 * 1024 - shift);
        const record = exchangeRecord(
          {
            step: 's',
            role: 'step',
            url: `http://h/${encodeURIComponent(bare)}?q=${encodeURIComponent(other)}`,
            request: {
              method: 'POST',
              target: '/',
              headers: [
                ['X-Auth', `Bearer ${bare}`],
                ['X-Copy', other],
              ],
              body: utf8(JSON.stringify({ bare, other })),
            },
            response: {
              status: 200,
              headers: [['Echo', Buffer.from(bare).toString('base64')]],
              body: utf8(filler + other + bare),
            },
            identity: 'owner',
            fault: `no ${other}`,
            startedMs: 0,
            durationMs: 0,
          },
          redact,
          true,
        );
        const spellings = [bare, other].flatMap((text) => [
          text,
          JSON.stringify(text).slice(1, -1),
          encodeURIComponent(text),
          Buffer.from(text).toString('base64'),
        ]);
        const texts = [
          record.request.url,
          record.request.body,
          record.response?.body,
          record.fault,
          ...record.request.headers.flat(),
          ...(record.response?.headers.flat() ?? []),
        ];
        for (const text of texts) for (const spelling of spellings) expect(text ?? '').not.toContain(spelling);
        expect(record.response?.body?.replace(/^#*/, '').replace(/<[a-z ]*>?/g, '')).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('replaces what is known to carry credentials by name', () => {
    const raw = {
      step: 's',
      role: 'step',
      url: 'http://h/',
      identity: undefined,
      startedMs: 0,
      durationMs: 0,
    } as const;
    const headers = [
      ['authorization', 'Basic x'],
      ['Cookie', 'a=b'],
      ['X-Api-Key', 'k'],
      ['Ocp-Apim-Subscription-Key', 'k'],
      ['If-Match', '"1"'],
      ['X-Token-Count', '3'],
    ] as const;
    const record = exchangeRecord(
      { ...raw, request: { method: 'GET', target: '/', headers, body: utf8('') } },
      createRedact({}, []),
      true,
    );
    expect(record.request.headers.map(([, value]) => value)).toEqual([
      '<secret>',
      '<secret>',
      '<secret>',
      '<secret>',
      '"1"',
      '3',
    ]);
  });

  it('finds a secret in bytes that are no text', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('hidden-secret'), Buffer.from([0xff])]);
    const raw = {
      step: 's',
      role: 'step',
      url: 'http://h/',
      identity: undefined,
      startedMs: 0,
      durationMs: 0,
    } as const;
    const record = exchangeRecord(
      { ...raw, request: { method: 'GET', target: '/', headers: [], body: bytes } },
      createRedact({}, ['hidden-secret']),
      true,
    );
    expect(Buffer.from(record.request.body ?? '', 'base64').includes('hidden-secret')).toBe(false);
    expect(record.request.bodyEncoding).toBe('base64');
  });
});

const characters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/=&"<\\é';
const longSecrets = fc.string({ unit: fc.constantFrom(...characters), minLength: 24, maxLength: 60 });
const tokens = fc.string({ unit: fc.constantFrom(...'abcdefghijkXYZ0123456789-_'), minLength: 24, maxLength: 60 });
const around = fc.string({ unit: fc.constantFrom(...'#,:{}!|'), maxLength: 40 });

/** How a target may spell what it was sent. */
const encodings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  JSON: (text) => JSON.stringify(text).slice(1, -1),
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3),
  'JSON of .NET': (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replaceAll(
        /[&<>+'"]|[^\x00-\x7f]/g,
        (found) => `\\u00${found.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
      ),
  percent: encodeURIComponent,
  'percent in lower case': (text) => encodeURIComponent(text).replaceAll(/%../g, (found) => found.toLowerCase()),
  'percent twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'base64 of more': (text) => Buffer.from(`Bearer ${text}!`).toString('base64').slice(10, -5),
  hex: (text) => Buffer.from(text).toString('hex'),
  'hex in upper case': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  HTML: (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
};

/** Is any piece of a text of this length in another? */
function holdsPiece(text: string, secret: string, length: number): boolean {
  for (let at = 0; at + length <= secret.length; at++) if (text.includes(secret.slice(at, at + length))) return true;
  return false;
}

describe.each(Object.entries(encodings))('a secret that comes back (%s)', (name, encode) => {
  it('leaves no piece of 16 characters, whole or cut', () => {
    // An escape that .NET writes for another escape's quote has a form of its own.
    const secret = name === 'JSON of .NET' ? longSecrets.filter((text) => !/["\\]/.test(text)) : longSecrets;
    fc.assert(
      fc.property(secret, around, around, fc.nat(), fc.nat(), (text, before, after, from, length) => {
        const encoded = encode(text);
        const redact = createRedact({}, [text]);
        const start = from % Math.max(1, encoded.length - 16);
        const piece = encoded.slice(start, start + 16 + (length % encoded.length));
        expect(holdsPiece(redact(before + encoded + after), encoded, 16)).toBe(false);
        expect(holdsPiece(redact(before + piece + after), encoded, 16)).toBe(false);
        expect(redact(before + encoded + after).startsWith(before)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

it('hides what Basic credentials hold, and not the name of the user alone', () => {
  fc.assert(
    fc.property(tokens, tokens, (user, password) => {
      fc.pre(!holdsPiece(user, password, 8));
      const sent = Buffer.from(`${user}:${password}`).toString('base64');
      const redact = createRedact({ owner: [['Authorization', `Basic ${sent}`]] }, []);
      expect(redact(`for ${user}:${password}.`)).toBe('for <identity owner>.');
      expect(redact(`${password} is wrong`)).toBe('<identity owner> is wrong');
      expect(redact(encodeURIComponent(JSON.stringify({ password })))).not.toContain(password);
      expect(redact(`no user ${user}`)).toBe(`no user ${user}`);
      expect(createRedact({}, [sent])(`${user}:${password}`)).toBe('<secret>');
    }),
  );
  const short = createRedact(
    { owner: [['Authorization', `Basic ${Buffer.from('me:hunter2').toString('base64')}`]] },
    [],
  );
  expect(short('me, hunter2, me:hunter2')).toBe('me, <identity owner>, <identity owner>');
});

it('hides pieces of a JWT, but not the header that all tokens share', () => {
  fc.assert(
    fc.property(tokens, tokens, (payload, signature) => {
      const header = Buffer.from('{"alg":"RS256","typ":"JWT","kid":"1f0c"}').toString('base64url');
      const token = `${header}.${payload}.${signature}`;
      fc.pre(!holdsPiece(header, payload + signature, 8));
      const redact = createRedact({ owner: [['Authorization', `Bearer ${token}`]] }, []);
      expect(redact(`got Bearer ${token}`)).toBe('got <identity owner>');
      expect(redact(`header ${header}`)).toBe(`header ${header}`);
      expect(redact(`header ${header}.`)).toContain(header);
      expect(redact(`payload ${payload}`)).toBe('payload <identity owner>');
      expect(redact(`signature ${signature}`)).toBe('signature <identity owner>');
      expect(redact(`cut ${token.slice(header.length + 1, -8)}`)).toBe('cut <identity owner>');
    }),
  );
});

it('leaves alone what is no secret', () => {
  fc.assert(
    fc.property(
      longSecrets,
      fc.string({ unit: fc.constantFrom(...'klmnop 0123456789{}":,'), maxLength: 400 }),
      (secret, text) => {
        fc.pre(!holdsPiece(text, secret, 8));
        expect(createRedact({}, [secret])(text)).toBe(text);
      },
    ),
  );
});

it('hides what was given for all requests under a name that nobody knows, however short', () => {
  const raw = { step: 's', role: 'step', url: 'http://h/', identity: undefined, startedMs: 0, durationMs: 0 } as const;
  const given = [
    ['X-Tenant', 'abc'],
    ['User-Agent', 'me/1.0'],
  ] as const;
  const record = exchangeRecord(
    {
      ...raw,
      request: { method: 'GET', target: '/', headers: [...given, ['If-Match', '"1"']], body: utf8('') },
      response: { status: 200, headers: [['Conformance-Rule', 'T-1, my-own-secret-value']], body: utf8('abc') },
    },
    createRedact({}, ['my-own-secret-value']),
    true,
    givenHeaders({ headers: given, identities: {} }),
  );
  expect(record.request.headers.map(([, value]) => value)).toEqual(['<secret>', 'me/1.0', '"1"']);
  expect(record.response?.body).toBe('abc');
  expect(record.governedBy).toEqual(['T-1', '<secret>']);
});

const units = (text: string): readonly number[] => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
const hex = (one: number, width: number): string => one.toString(16).padStart(width, '0');

describe.each([
  ['HTML, in decimal', (text: string) => units(text).map((one) => `&#${one};`)],
  ['HTML, in hex', (text: string) => units(text).map((one) => `&#x${hex(one, 2)};`)],
  ['HTML, in upper hex', (text: string) => units(text).map((one) => `&#x${hex(one, 2).toUpperCase()};`)],
  ['JSON', (text: string) => units(text).map((one) => `\\u${hex(one, 4)}`)],
  ['JSON, in upper case', (text: string) => units(text).map((one) => `\\u${hex(one, 4).toUpperCase()}`)],
  ['JSON in JSON', (text: string) => units(text).map((one) => `\\\\u${hex(one, 4)}`)],
  ['C', (text: string) => units(text).map((one) => `\\x${hex(one, 2)}`)],
  [
    'a dump of bytes',
    (text: string) => [
      Buffer.from(text)
        .toString('hex')
        .replaceAll(/..(?=.)/g, '$&:'),
    ],
  ],
  ['a list of bytes', (text: string) => [JSON.stringify([...Buffer.from(text)]).slice(1, -1)]],
  ['UTF-16 in hex', (text: string) => [Buffer.from(text, 'utf16le').toString('hex')]],
  ['UTF-16 in base64', (text: string) => [Buffer.from(text, 'utf16le').toString('base64')]],
  ['base64 twice', (text: string) => [Buffer.from(Buffer.from(text).toString('base64')).toString('base64')]],
])('a secret of which every character is spelt out (%s)', (_, spell) => {
  it('is found as a whole', () => {
    fc.assert(
      fc.property(tokens, around, around, (text, before, after) => {
        const spelt = spell(text).join('');
        expect(createRedact({}, [text])(before + spelt + after)).toBe(`${before}<secret>${after}`);
      }),
      { numRuns: 30 },
    );
  });
});
