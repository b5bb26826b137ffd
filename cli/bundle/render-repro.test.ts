import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ExchangeRecord, ScenarioResult } from '../../core/report.ts';
import type { ScenarioTrace } from '../../core/scenario-trace.ts';
import { renderRepro } from './render-repro.ts';
import { optionalFunctions, usualFunctions } from './script-functions.ts';

const folder = mkdtempSync(join(tmpdir(), 'conformance-repro-'));
afterAll(() => rmSync(folder, { recursive: true }));
const owned = join(folder, 'owned');
const none = { statuses: new Set<string>(), bodies: new Set<string>() };

/** What a shell, a terminal or a reader might take for something else. */
const hostile = [
  `'; touch ${owned}; '`,
  `$(touch ${owned})`,
  `\`touch ${owned}\``,
  `"; touch ${owned} #`,
  `\ntouch ${owned}\n`,
  `\r\ntouch ${owned}`,
  '\u001b[2J\u001b]0;owned\u0007',
  '\u202egnirts',
  '%s%n\\033[0m',
  '-K/etc/passwd',
  '@/etc/passwd',
  `\${IFS}|touch ${owned}&`,
];

function exchange(part: Partial<ExchangeRecord['request']>, answer = '{"id":1}'): ExchangeRecord {
  return {
    step: 'step',
    role: 'step',
    request: { method: 'POST', url: 'http://127.0.0.1:1/base/rows', headers: [], bodyBytes: 1, body: 'x', ...part },
    response: { status: 200, headers: [['ETag', '"7"']], body: answer, bodyBytes: answer.length },
    startedMs: 0,
    durationMs: 1,
  };
}

function traceOf(exchanges: readonly ExchangeRecord[], rest: Partial<ScenarioTrace> = {}): ScenarioTrace {
  const location = { file: 'suites/x.yaml', line: 1, column: 1 };
  const result: ScenarioResult = {
    id: `x/${hostile.join()}`,
    title: hostile.join(),
    location,
    verdict: 'fail',
    durationMs: 1,
    assertions: [
      {
        id: 'step/1',
        step: hostile.join(),
        rule: 'X-001',
        level: 'MUST',
        verdict: 'fail',
        location,
        exchange: 0,
        mismatches: hostile.flatMap((text) => [
          { fact: `body/${text}`, expected: JSON.stringify(text), actual: JSON.stringify(text), location },
          { fact: 'status', expected: text, actual: text, location },
        ]),
      },
    ],
    exchanges,
    races: [],
  };
  return { result, sources: exchanges.map(() => []), made: [], ...rest };
}

/** Runs a script with a curl that writes down what it was told, one argument a line with line ends in octal. */
function runScript(script: string): { readonly calls: readonly string[][]; readonly bodies: string } {
  const bin = mkdtempSync(join(folder, 'bin-'));
  const log = join(bin, 'log');
  const sent = join(bin, 'sent');
  writeFileSync(
    join(bin, 'curl'),
    `#!/bin/sh\nfor word in "$@"; do printf '%s\\0' "$word"; case $word in @*.sent) cat "\${word#@}" >> '${sent}' ;; esac; done >> '${log}'\nprintf '\\1' >> '${log}'\nprintf 200\n`,
  );
  chmodSync(join(bin, 'curl'), 0o755);
  const file = join(bin, 'repro.sh');
  writeFileSync(file, script);
  execFileSync('sh', ['-n', file]);
  spawnSync('sh', [file], { env: { ...process.env, PATH: `${bin}:${process.env['PATH']}`, TOKEN_OWNER: 't0p' } });
  const calls = existsSync(log)
    ? readFileSync(log, 'utf8')
        .split('\u0001')
        .slice(0, -1)
        .map((call) => call.split('\0').slice(0, -1))
    : [];
  return { calls, bodies: existsSync(sent) ? readFileSync(sent, 'utf8') : '' };
}

describe('a script', () => {
  const about = hostile;
  const base = 'http://127.0.0.1:1/base';

  test('says what was sent, and nothing of it acts', () => {
    const exchanges = hostile.map((text) =>
      exchange({
        body: text,
        url: `http://127.0.0.1:1/base/${encodeURIComponent(text)}`,
        headers: [['X-Odd', text.replaceAll(/[\r\n]/g, '')]],
      }),
    );
    const script = renderRepro(traceOf(exchanges), { base, about, comparing: none });
    expect(script).not.toMatch(/[\u001b\u0007\u202e\r]/);
    const { calls, bodies } = runScript(script);
    expect(existsSync(owned)).toBe(false);
    expect(calls).toHaveLength(hostile.length);
    for (const [index, text] of hostile.entries()) {
      const call = calls[index] ?? [];
      const inline = call[call.indexOf('--data-raw') + 1];
      if (call.includes('--data-raw')) expect(inline).toBe(text);
      else expect(bodies).toContain(text);
      expect(call.at(-1)).toBe(`http://127.0.0.1:1/base/${encodeURIComponent(text)}`);
    }
  });

  test('takes values from the answers of its own run, and leaves out what an answer did not give', () => {
    const first = exchange({}, '{"id":"row-0123456789"}');
    const second = exchange({ url: 'http://127.0.0.1:1/base/rows/row-0123456789', headers: [['If-Match', '"7"']] });
    const sources = [
      [],
      [
        { from: 'answer', exchange: 0, texts: ['row-0123456789'], place: '/id' },
        { from: 'answer', exchange: 0, texts: ['"7"'] },
      ],
    ] as const;
    const script = renderRepro(traceOf([first, second], { sources }), { base, about: [], comparing: none });
    expect(script).toContain(`ID_OF_1=$(value_at 1 '/id')`);
    expect(script).toContain(`ETAG_OF_1=$(header 1 'etag')`);
    // The curl of the test answers nothing.
    expect(runScript(script).calls).toHaveLength(1);
  });

  test('has secrets as variables alone', () => {
    const one = exchange({ headers: [['Authorization', 'Bearer <identity owner>']] });
    const script = renderRepro(traceOf([one]), { base, about: [], comparing: none });
    expect(script).toContain(`export TOKEN_OWNER='…'   # stands in: Authorization: Bearer $TOKEN_OWNER`);
    expect(runScript(script).calls[0]).toContain('Authorization: Bearer t0p');
  });

  test('says what it cannot send', () => {
    const { body: _, ...cut } = exchange({ bodyBytes: 1e6 }).request;
    const script = renderRepro(traceOf([{ ...exchange({}), request: cut }]), { base, about: [], comparing: none });
    expect(script).toContain('# NOT ALL of it can be sent from a script');
    expect(runScript(script).calls).toEqual([]);
  });

  test('sends a race at the same time', () => {
    const race = [0, 1, 2].map(() => ({ ...exchange({}), role: 'race' as const }));
    const script = renderRepro(traceOf(race), { base, about: [], comparing: none });
    expect(script.match(/^send \d .* &$/gm)).toHaveLength(3);
    expect(script).toMatch(/&\nwait\n/);
  });
});

describe('functions of scripts', () => {
  const call = (line: string, body = ''): string => {
    writeFileSync(join(folder, '1.body'), body);
    const script = ['work=$1', 'ORIGIN=http://h', usualFunctions, ...Object.values(optionalFunctions), line].join('\n');
    return spawnSync('sh', ['-c', script, 'sh', folder], { encoding: 'utf8' }).stdout;
  };
  const body =
    '\ufeff{ "a" : [ {"b":"\\"x\\\\/\\u00e5\\ud83d\\ude00\\n."}, 12345678901234567890, null ], "a/b~c" : "}]", "e" : {} , "t":true}';

  test.each([
    ['/a/0/b', '""x\\/å😀\n.'],
    ['/a/1', '12345678901234567890'],
    ['/a/2', 'null'],
    ['/a~1b~0c', '"}]'],
    ['/e', '{}'],
    ['/t', 'true'],
    ['/a/3', 'absent'],
    ['/a/b', 'absent'],
    ['/nowhere', 'absent'],
  ])('finds %s', (place, value) => {
    expect(call(`at 1 '${place}' || printf absent`, body)).toBe(value);
  });

  test.each(['', '[', '{"a"', '{"a":', '{"a":"', '[1,', 'not JSON', '{"a":1}}'])('ends on %j', (text) => {
    expect(call(`at 1 /a/b || printf absent`, text)).toBe('absent');
  });

  test.each([
    ['percent all "a b/å!"', 'a%20b%2F%C3%A5%21'],
    ['percent uri "a b/å!"', 'a%20b%2F%C3%A5!'],
    ["in_json 'a\"b\\c'", 'a\\"b\\\\c'],
    ['opaque \'W/"12"\'', '12'],
    ['doubled "it\'s"', "it''s"],
    ['near cut-last \'W/"12"\'', 'W/"1"'],
    ['near other-last AAAAAAAAB9E=', 'AAAAAAAAB9I='],
    ['near added-first \'"12"\'', '"112"'],
    ['count_at 1 ""', '3'],
    ['type_at 1 /0', 'number'],
  ])('%s', (line, value) => {
    expect(call(line, '[1,2,3]')).toBe(value);
  });

  test('makes values of the kinds that suites make', () => {
    expect(call('new_uuid 4 0')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const id = call('new_uuid 7 -60000').replaceAll('-', '');
    expect(Math.abs(Number.parseInt(id.slice(0, 12), 16) + 60_000 - Date.now())).toBeLessThan(5000);
    expect(Math.abs(Date.parse(call('new_time 86400000')) - 86_400_000 - Date.now())).toBeLessThan(5000);
    expect(Number(call('new_integer'))).toBeLessThan(2 ** 31);
    expect(call('new_text')).toMatch(/^conf[0-9a-f]{12}$/);
  });
});
