// npm test: every check, all of them even when one fails, and one closing line that counts.
// Each stage is one test; vitest's own tests are counted one by one.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(join(tmpdir(), 'conformance-test-'));
const results = join(scratch, 'vitest.json');
const cli = [process.execPath, 'dist/main.js'];
const npx = (...args) => ['npx', '--no-install', ...args];
const folders = ['core', 'runner', 'mock-server', 'proof', 'reporters', 'cli', 'index.ts'];

/**
 * Name, command; "vitest": the stage whose own count is taken; a path: the file that the output must be. Stages of one list use one
 * thread each and run side by side.
 */
const stages = [
  [['build', ['npm', 'run', '--silent', 'build']]],
  [
    ['types of the package', ['npm', 'run', '--silent', 'package:check']],
    ['types', npx('tsc', '--noEmit')],
    ['import direction', npx('depcruise', '--config', '.dependency-cruiser.mjs', ...folders)],
    ['dead code', npx('knip')],
    ['code that only tests use', npx('knip', '--production')],
    ['format and lint', npx('biome', 'ci', '.')],
    ['lint of all YAML', [...cli, 'lint']],
  ],
  [['tests', npx('vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`), 'vitest']],
  [
    ['self-conformance', [...cli, 'run']],
    ['coverage without a gap, and docs/forms.md is what it gives', [...cli, 'coverage', '--matrix'], 'docs/forms.md'],
  ],
  [
    [
      'proof, as spec/*/proof.json has it, and docs/proof.md is what it gives',
      [...cli, 'prove', '--recorded', '--matrix'],
      'docs/proof.md',
    ],
  ],
];

let passed = 0;
let failed = 0;
const started = performance.now();
for (const sideBySide of stages) {
  const waiting = [...sideBySide];
  const work = async () => {
    for (let stage = waiting.shift(); stage; stage = waiting.shift()) await runStage(stage);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}
rmSync(scratch, { recursive: true, force: true });

process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;

async function runStage([name, [file, ...args], kind]) {
  const began = performance.now();
  const { status, stdout, stderr } = await finished(file, args);
  const stale = kind?.endsWith('.md') === true && !isThere(kind, stdout);
  const ok = status === 0 && !stale;
  if (kind === 'vitest' && countVitest()) {
    if (!ok) process.stdout.write(`${stdout}${stderr}`);
  } else if (ok) passed++;
  else {
    failed++;
    process.stdout.write(stale ? `${stderr}${kind} has drifted: npm run proof writes it\n` : `${stdout}${stderr}`);
  }
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`);
}

/** Runs a command to its end. */
function finished(file, args) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, shell: process.platform === 'win32' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.on('error', (error) => resolve({ status: 1, stdout, stderr: `${stderr}${error.message}\n` }));
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/** Adds vitest's counts; false when it died before it could write any. */
function countVitest() {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, numTotalTests } = JSON.parse(
      readFileSync(results, 'utf8'),
    );
    passed += numPassedTests;
    failed += numFailedTests === 0 && numFailedTestSuites > 0 ? numFailedTestSuites : numFailedTests;
    return numTotalTests > 0;
  } catch {
    return false;
  }
}

/** Is this the text of the file? */
function isThere(path, text) {
  const file = join(root, path);
  return existsSync(file) && readFileSync(file, 'utf8').replaceAll('\r\n', '\n') === text;
}
