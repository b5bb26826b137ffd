import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../core/http.ts';
import { exchangeRecord } from './exchange-record.ts';
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
