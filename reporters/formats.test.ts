import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { schema as ctrfSchema } from 'ctrf';
import fc from 'fast-check';
import { Parser } from 'tap-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { unfoldRules } from '../core/fold-report.ts';
import type { Report } from '../core/report.ts';
import { fixtureReport, hostileText } from '../tests/support/fixture-report.ts';
import { formats, type RenderOptions, type RenderReport } from './formats.ts';
import { defaultPolicy } from './policy.ts';
import { dangerousCharacters } from './text/dangerous-characters.ts';

const addFormats = ajvFormats as unknown as typeof ajvFormats.default;
const options: RenderOptions = { policy: defaultPolicy, verbose: false };
const renders = new Map<string, RenderReport>();
beforeAll(async () => {
  for (const [name, load] of Object.entries(formats)) renders.set(name, await load());
});

function render(name: string, report: Report, more: Partial<RenderOptions> = {}): string {
  const format = renders.get(name);
  if (!format) throw new Error(`there is no format ${name}`);
  return format(report, { ...options, ...more });
}

/** The fixture with another text wherever a target could put one. */
function saying(text: string): Report {
  const put = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replaceAll(hostileText, () => text);
    if (Array.isArray(value)) return value.map(put);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, put(member)]));
  };
  return put(fixtureReport) as Report;
}

const dangerous = new RegExp(dangerousCharacters, 'u');

/** What of an output a reader or a machine acts on, without the texts: no text may change it. */
const skeletons: Readonly<Record<string, (output: string) => unknown>> = {
  junit: tags,
  html: (output) => tags(output.replaceAll(/<\/?mark[^>]*>/g, '')),
  markdown: (output) => tags(output.replaceAll(/^(`{3,})text\n.*?^\1$/gms, '')),
  tap: (output) =>
    output
      .split('\n')
      .filter((line) => !line.startsWith('    '))
      .map((line) => /^(?:TAP version 14|1\.\.\d+|# |(?:not )?ok \d+ | {2}---| {2}\.\.\.| {2}\w+: )|/.exec(line)?.[0]),
  github: (output) => output.split('\n').map((line) => /^::(?:error|warning|notice) [^:]*?(?=title=)|/.exec(line)?.[0]),
  console: (output) => output.match(/[\u001b\u009b]|^\s*::|##\[|##vso\[/gm),
  json: keys,
  ctrf: keys,
  sarif: keys,
  badge: keys,
  har: keys,
};

function tags(output: string): readonly string[] {
  return (output.match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/="[^"]*"/g, ''));
}

function keys(output: string): unknown {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return typeof value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, visit(member)]));
  };
  return visit(JSON.parse(output));
}

const hostile: Readonly<Record<string, string>> = {
  'control characters': 'a\u0000\u0007\u0008\u007f\u0085b',
  'terminal escapes': '\u001b[2J\u001b]0;owned\u0007\u009b31m\u001b]8;;http://x\u001b\\',
  'the end of CDATA': 'a]]>b<![CDATA[c',
  'commands of GitHub': '\n::error file=x,line=1::forged\n::add-mask::a\n::stop-commands::t\n##[error]x',
  'commands of other CI systems': '\n##vso[task.complete result=Failed]\n##teamcity[testFailed]',
  'per cent signs': '%0A::error::forged%25%0D',
  pipes: 'a|b||c\\|d',
  HTML: '<script>alert(1)</script><img src=x onerror=alert(1)>"\'><!--</style></details>&lt;&#60;',
  Markdown:
    '\n\n# head\n- item\n1. one\n```\ncode\n````\n![x](http://x)[y](javascript:z) **b** _i_ ~~s~~ @team #1 $x$ http://a.b www.a.b',
  'text that reads backwards': '\u202egnp.exe\u2066\u2069\u200f\u061c',
  'what nobody sees': '\u00ad\u200b\u200d\u2060\ufeff\u{e0041}\u00a0\u3164',
  'lone surrogates': 'a\ud800b\udc00c',
  noncharacters: '\ufffe\uffff\u{1fffe}',
  'line and paragraph separators': 'a\u2028b\u2029c\u000bd\u000ce\rf',
  'directives of TAP': 'x # SKIP y # TODO z\nok 99 - forged\nBail out!\n1..1\n  ...\n\\#',
  YAML: "\n---\n...\nkey: 'value'\n- \"x\n: {",
  '30,000 brackets': '['.repeat(30_000),
};

describe.each(Object.keys(formats))('%s', (name) => {
  test.each(Object.entries(hostile))('%s act on nobody', (_, text) => {
    const output = render(name, saying(text));
    expect(output).not.toMatch(dangerous);
    expect(skeletons[name]?.(output)).toEqual(skeletons[name]?.(render(name, saying('harmless'))));
  });

  test('no text at all acts on anybody', () => {
    const plain = skeletons[name]?.(render(name, saying('harmless')));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (text) => {
        const output = render(name, saying(text));
        expect(output).not.toMatch(dangerous);
        expect(skeletons[name]?.(output)).toEqual(plain);
      }),
      { numRuns: 60 },
    );
  });

  test('is the same text as before', async () => {
    if (name === 'html') return;
    await expect(render(name, fixtureReport)).toMatchFileSnapshot(`snapshots/${name}.txt`);
  });

  test('changes nothing in the report, and says the same of the same', () => {
    const before = JSON.stringify(fixtureReport);
    expect(render(name, fixtureReport)).toBe(render(name, fixtureReport));
    expect(JSON.stringify(fixtureReport)).toBe(before);
  });
});

const require = createRequire(import.meta.url);
const schemas: Readonly<Record<string, () => ValidateFunction>> = {
  ctrf: () => addFormats(new Ajv({ strict: false })).compile(ctrfSchema),
  // The schema of OASIS as Microsoft's SDK for SARIF carries it (MIT).
  sarif: () => addFormats(new Ajv2020({ strict: false })).compile(require('../tests/support/sarif-2.1.0.schema.json')),
  har: () => {
    const ajv = addFormats(new Ajv({ strict: false }));
    // Of an older draft, whose words these mean the same in.
    const { har = {}, ...parts } = Object.fromEntries(
      Object.entries(require('har-schema') as Record<string, Record<string, unknown>>).map(
        ([name, { $schema: _, ...schema }]) => [name, schema],
      ),
    );
    for (const part of Object.values(parts)) ajv.addSchema(part);
    return ajv.compile(har);
  },
};

describe('what others read', () => {
  test('TAP: a parser of version 14 counts what JUnit counts', async () => {
    const ofJunit = (kind: RegExp): number => render('junit', fixtureReport).match(kind)?.length ?? 0;
    const { ok, count, fail, todo, skip, plan } = await tapResults(render('tap', fixtureReport));
    expect({ ok, count, plan: plan.end }).toEqual({
      ok: false,
      count: ofJunit(/<testcase /g),
      plan: ofJunit(/<testcase /g),
    });
    // What fails and does not decide is a TODO, which is no failure.
    expect(fail - todo).toBe(ofJunit(/<failure /g) + ofJunit(/<error /g));
    expect(skip + todo).toBe(ofJunit(/<skipped /g));
  });

  test.each(Object.keys(schemas))('%s is valid against its schema, whatever a target sends', (name) => {
    const isValid = schemas[name]?.();
    for (const text of ['harmless', hostileText, ...Object.values(hostile)]) {
      isValid?.(JSON.parse(render(name, saying(text), { verbose: true })));
      expect(isValid?.errors).toBeFalsy();
    }
    // It can fail.
    expect(isValid?.({})).toBe(false);
  });

  test('SARIF: every rule leads to its page, every result to a line', () => {
    const log = JSON.parse(render('sarif', fixtureReport, { site: 'https://rules.example/' }));
    const [{ tool, results }] = log.runs;
    for (const { id, helpUri } of tool.driver.rules) expect(helpUri).toBe(`https://rules.example/dab/${id}.html`);
    expect(results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('DAB-IFM-003');
    for (const { ruleId, ruleIndex, locations } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      const { artifactLocation, region } = locations[0].physicalLocation;
      expect(artifactLocation.uri).toBe('suites/dab/if-match.yaml');
      expect(region.startLine).toBeGreaterThan(1);
    }
    const levels = results.map(({ level, kind, suppressions }: Record<string, unknown>) =>
      suppressions === undefined ? `${kind} ${level}` : 'known',
    );
    expect([...new Set(levels)].sort()).toEqual(['fail error', 'fail warning', 'known', 'open none']);
  });

  test('badges and annotations say the verdict', () => {
    expect(JSON.parse(render('badge', fixtureReport))).toMatchObject({ schemaVersion: 1, color: 'red' });
    const [annotation] = render('github', fixtureReport)
      .split('\n')
      .filter((line) => line.startsWith('::error'));
    expect(annotation).toMatch(/^::error file=suites\/dab\/if-match.yaml,line=41,col=13,title=DAB-IFM-003 MUST NOT::/);
  });
});

interface TapResults {
  readonly ok: boolean;
  readonly count: number;
  readonly fail: number;
  readonly todo: number;
  readonly skip: number;
  readonly plan: { readonly end: number };
}

function tapResults(text: string): Promise<TapResults> {
  return new Promise((resolve, reject) => {
    const parser = new Parser({ strict: true }, (results) => resolve(results as unknown as TapResults));
    parser.on('extra', (line) => reject(new Error(`this is no TAP: ${line}`)));
    parser.end(text);
  });
}

describe('what passed is folded', () => {
  test('in JSON, unless all is asked for; every other format shows the same of both', () => {
    const folded = JSON.parse(render('json', fixtureReport)) as Report;
    const scenarios = folded.targets.flatMap((target) => target.scenarios);
    const passed = scenarios.filter(({ verdict }) => verdict === 'pass');
    expect(passed.map((scenario) => scenario.folded)).toEqual([
      expect.objectContaining({ assertions: 8, exchanges: 0 }),
    ]);
    expect(passed.map(({ assertions, exchanges }) => [assertions, exchanges])).toEqual([[[], []]]);
    const whole = JSON.parse(render('json', fixtureReport, { verbose: true })) as Report;
    expect(whole).toEqual(JSON.parse(JSON.stringify(fixtureReport)));
    const read = unfoldRules(folded);
    for (const name of Object.keys(formats)) expect(render(name, read), name).toBe(render(name, whole));
  });
});
