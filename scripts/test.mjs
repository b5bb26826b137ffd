// npm test: every check in turn, all of them even when one fails, and one closing line that counts.
// Each stage is one test; vitest's own tests are counted one by one.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(join(tmpdir(), 'conformance-test-'));
const results = join(scratch, 'vitest.json');
const cli = [process.execPath, 'dist/main.js'];
const npx = (...args) => ['npx', '--no-install', ...args];

/** Name, command; "vitest": the stage whose own count is taken; a path: the file that the output must be. */
const stages = [
  ['build', ['npm', 'run', '--silent', 'build']],
  ['format and lint', npx('biome', 'ci', '.')],
  ['types', npx('tsc', '--noEmit')],
  [
    'import direction',
    npx(
      'depcruise',
      '--config',
      '.dependency-cruiser.mjs',
      'core',
      'runner',
      'mock-server',
      'proof',
      'reporters',
      'cli',
      'index.ts',
    ),
  ],
  ['dead code', npx('knip')],
  ['lint of all YAML', [...cli, 'lint']],
  ['tests', npx('vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`), 'vitest'],
  ['self-conformance', [...cli, 'run']],
  ['proof, and docs/proof.md is what it gives', [...cli, 'prove', '--matrix'], 'docs/proof.md'],
  ['package shape', npx('publint', '--strict')],
  ['types of the package', npx('attw', '--pack', '.', '--profile', 'esm-only')],
];

let passed = 0;
let failed = 0;
const times = [];
for (const [name, [file, ...args], kind] of stages) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(file, args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 1 << 28,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  times.push(`${name} ${seconds} s`);
  const stale = kind?.endsWith('.md') && !isThere(kind, stdout);
  const ok = status === 0 && !stale;
  if (kind === 'vitest' && countVitest()) {
    if (!ok) process.stdout.write(`${stdout}${stderr}`);
  } else if (ok) passed++;
  else {
    failed++;
    process.stdout.write(stale ? `${stderr}${kind} has drifted: npm run proof writes it\n` : `${stdout}${stderr}`);
  }
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
}
rmSync(scratch, { recursive: true, force: true });

process.stdout.write(`${times.join(', ')}\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;

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
