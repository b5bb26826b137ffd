// What whole commands take, and how that compares with an earlier commit: both in turn in each round, as pairs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Name, arguments, and how many rounds: a `prove` takes minutes. */
const commands = [
  ['--version', ['--version'], 7],
  ['one scenario', ['run', '--protocol', 'matrix42', '--scenario', 'matrix42/headers/no-access-token'], 7],
  ['the default run', ['run'], 5],
  ['prove', ['prove'], 1],
];

/**
 * Times the commands of this checkout, beside those of another one if there is one.
 * @param root this checkout, built.
 * @param against a commit of it, or the folder of another checkout that is built; undefined: nothing to compare with.
 * @returns Markdown: a table of seconds, and of ratios (medians of the ratios within rounds).
 */
export function comparePairs(root, against) {
  const other = against === undefined ? undefined : checkoutOf(root, against);
  try {
    const rows = commands.map(([name, args, rounds]) => row(name, args, rounds, root, other?.folder));
    return [
      '### Whole commands',
      '',
      other === undefined
        ? 'Against the bundled server. `BENCH_AGAINST=<commit or folder> npm run bench` sets an earlier commit beside them.'
        : `Against the bundled server; before: ${other.name}. Both in turn, round by round.`,
      '',
      '| command | seconds: median (min–max) | before | ratio |',
      '|---|---|---|---|',
      ...rows,
      '',
    ].join('\n');
  } finally {
    other?.remove();
  }
}

function row(name, args, rounds, root, before) {
  const pairs = Array.from({ length: rounds }, () => [
    seconds(root, args),
    before === undefined ? undefined : seconds(before, args),
  ]);
  const now = pairs.map(([first]) => first);
  if (before === undefined) return `| ${name} | ${spread(now)} | | |`;
  const then = pairs.map(([, second]) => second);
  const ratio = median(pairs.map(([first, second]) => first / second));
  return `| ${name} | ${spread(now)} | ${spread(then)} | ${ratio.toFixed(2)} |`;
}

function seconds(folder, args) {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'dist', 'main.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${args.join(' ')} in ${folder} ended in ${status}: ${stderr.slice(-600)}`);
  return (performance.now() - started) / 1000;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function spread(values) {
  return `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)})`;
}

/** A folder as it is; a commit in a work tree of its own, built there. */
function checkoutOf(root, against) {
  if (existsSync(join(against, 'dist', 'main.js'))) return { folder: against, name: against, remove: () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'bench-before-'));
  const done = (file, args, cwd) => {
    const { status, stderr } = spawnSync(file, args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });
    if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended in ${status}: ${stderr.slice(-600)}`);
  };
  done('git', ['worktree', 'add', '--detach', folder, against], root);
  const remove = () => {
    spawnSync('git', ['worktree', 'remove', '--force', folder], { cwd: root });
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    // Installing builds it.
    done('npm', ['ci', '--no-audit', '--no-fund'], folder);
  } catch (error) {
    remove();
    throw error;
  }
  return { folder, name: `commit ${against}`, remove };
}
