import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from './support/run-node.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'conformance-package-'));

describe('the packed tarball in an empty folder', () => {
  beforeAll(async () => {
    // The build has run before the tests; scripts are left out so that packing does not build again.
    const packed = await runCommand('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
      cwd: root,
    });
    expect(packed.code, packed.stderr).toBe(0);
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
    writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }');
    const installed = await runCommand(
      'npm',
      ['install', '--no-audit', '--no-fund', '--prefer-offline', `./${tarball}`],
      { cwd: folder },
    );
    expect(installed.code, installed.stderr).toBe(0);
    // Nothing that is installed runs scripts, this package neither.
    expect(installed.stderr).not.toMatch(/warn/i);
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('runs everything against the bundled server', async () => {
    const { code, stdout, stderr } = await runCommand('npx', ['--no-install', 'conformance', 'run'], { cwd: folder });
    expect(stdout + stderr).toContain('conforming');
    expect(code).toBe(0);
  });

  test('has a second command of its own name', async () => {
    const { code } = await runCommand('npx', ['--no-install', 'update-conformance', 'list', 'rules', '--json'], {
      cwd: folder,
    });
    expect(code).toBe(0);
  });

  test('is imported as a library, server and all', async () => {
    const script = `
      import * as conformance from 'update-conformance';
      import { createReferenceServer } from 'update-conformance/mock-server';
      const server = await createReferenceServer({ protocols: ['dab'] });
      const answer = await fetch(server.url + '/dab/api/Books');
      await server.stop();
      console.log(answer.status, typeof conformance.run);`;
    const { stdout, stderr } = await runCommand(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: folder,
    });
    expect(`${stdout}${stderr}`.trim()).toBe('200 function');
  });

  test('checks a target file against its schema', async () => {
    writeFileSync(join(folder, 'wrong.yaml'), 'protocol: dab\nurl: http://127.0.0.1:1\nfeaturs: {}\n');
    const args = ['--no-install', 'conformance', 'run', '--config', 'wrong.yaml'];
    const { code, stderr } = await runCommand('npx', args, { cwd: folder });
    expect(stderr).toContain('wrong.yaml:3:1: error: unknown key "featurs" in a target');
    expect(stderr).toContain('did you mean "features"?');
    expect(code).toBe(2);
  });

  test('brings what is known of each bug: explain shows it, and a failing run is compared with it', async () => {
    const cli = join(folder, 'node_modules', 'update-conformance', 'dist', 'main.js');
    const explained = await runCommand(process.execPath, [cli, 'explain', 'M42-TS-003', '--json'], { cwd: folder });
    const [rule] = JSON.parse(explained.stdout);
    expect(rule.mutants.map(({ id }: { id: string }) => id)).toContain('conflict-is-409');
    expect(rule.company.length).toBeGreaterThan(0);

    const script = `
      import { spawn } from 'node:child_process';
      import { createReferenceServer } from 'update-conformance/mock-server';
      const server = await createReferenceServer({ protocols: ['dab'], service: { mutant: 'star-put-inserts' } });
      const run = spawn(process.execPath, [${JSON.stringify(cli)}, 'run', '--target', server.url + '/dab', '--protocol', 'dab', '--reporter', 'json=report.json']);
      run.stdout.resume();
      await new Promise((resolve) => run.on('close', resolve));
      await server.stop();`;
    await runCommand(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder });
    const { targets } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
    expect(targets[0].causes.causes[0].bugs.map(({ id }: { id: string }) => id)).toContain('star-put-inserts');
  });

  test('carries no recordings and no tests', () => {
    const files = readdirSync(join(folder, 'node_modules', 'update-conformance'), { recursive: true }).map(String);
    expect(files.filter((name) => /(?:^|[/\\])observed[/\\]|\.test\./.test(name))).toEqual([]);
    expect(files.filter((name) => name.endsWith('rules.yaml')).length).toBeGreaterThanOrEqual(4);
  });
});
