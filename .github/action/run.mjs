// What action.yml runs: `conformance run` with arguments from the environment, without a shell; then outputs and a summary of the job.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const input = (name) => process.env[`CONFORMANCE_${name}`]?.trim() ?? '';
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const reports = input('REPORTS') || 'conformance-reports';
const files = {
  report: join(reports, 'report.json'),
  junit: join(reports, 'junit.xml'),
  html: join(reports, 'report.html'),
  sarif: join(reports, 'report.sarif'),
  summary: join(reports, 'summary.md'),
  annotations: join(reports, 'annotations.txt'),
};
const formats = {
  report: 'json',
  junit: 'junit',
  html: 'html',
  sarif: 'sarif',
  summary: 'markdown',
  annotations: 'github',
};
mkdirSync(reports, { recursive: true });
// What an earlier run left is no answer to this one.
for (const path of Object.values(files)) rmSync(path, { force: true });

const option = (flag, name) => (input(name) === '' ? [] : [flag, input(name)]);
const lines = input('ARGUMENTS')
  .split(/\r?\n/)
  .flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
const args = [
  'run',
  ...option('--target', 'TARGET'),
  ...option('--protocol', 'PROTOCOL'),
  ...option('--edition', 'EDITION'),
  ...option('--config', 'CONFIG'),
  ...option('--baseline', 'BASELINE'),
  ...Object.entries(formats).flatMap(([name, format]) => ['--reporter', `${format}=${files[name]}`]),
  ...lines,
];
const [file, ...before] = program();
const { status, error } = spawnSync(file, [...before, ...args], { stdio: 'inherit' });
if (error) process.stderr.write(`${error.message}\n`);

// Read by GitHub as they are printed.
if (existsSync(files.annotations)) process.stdout.write(readFileSync(files.annotations, 'utf8'));
const report = existsSync(files.report) ? JSON.parse(readFileSync(files.report, 'utf8')) : undefined;
const rules = (report?.targets ?? []).flatMap((target) => target.rules);
const failed = rules.filter(({ verdict, gating, baselined }) => verdict === 'fail' && gating && !baselined);
const passed = rules.filter(({ verdict }) => verdict === 'pass');
const outputs = {
  verdict: report?.verdict ?? '',
  'exit-code': status ?? 3,
  passed: passed.length,
  failed: failed.length,
  ...Object.fromEntries(
    ['report', 'junit', 'html', 'sarif'].map((name) => [name, existsSync(files[name]) ? files[name] : '']),
  ),
};
const write = (variable, text) => {
  const path = process.env[variable];
  if (path) appendFileSync(path, text);
};
write(
  'GITHUB_OUTPUT',
  Object.entries(outputs)
    .map(([name, value]) => `${name}=${value}\n`)
    .join(''),
);
write('GITHUB_STEP_SUMMARY', summary());
process.exitCode = status ?? 3;

/** The program of the package this lies in, when that is built; else the same version, or the one asked for, from npm. */
function program() {
  const built = join(root, 'dist', 'main.js');
  if (input('VERSION') === '' && existsSync(built)) return [process.execPath, built];
  const version = input('VERSION') || JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
  // npx is a script for a shell on Windows; the program behind it lies beside node.
  const npx = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npx-cli.js');
  const found = process.platform === 'win32' && existsSync(npx) ? [process.execPath, npx] : ['npx'];
  return [...found, '--yes', `update-conformance@${version}`];
}

function summary() {
  if (existsSync(files.summary)) return readFileSync(files.summary, 'utf8');
  return '### Update conformance\n\nNothing was judged: see the log.\n';
}
