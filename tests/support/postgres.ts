import { spawnSync } from 'node:child_process';
import { accessSync, chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A cluster of its own: in a temporary folder, reached by a Unix socket in that folder alone. */
export interface Postgres {
  /** Runs a script with psql, statement by statement; what it printed, and its exit code. */
  readonly psql: (script: string, ...options: readonly string[]) => { readonly code: number; readonly output: string };
  readonly stop: () => void;
}

/** Folder of the newest PostgreSQL server that is installed, where Debian or macOS put it; undefined: none is. */
export function findPostgres(): string | undefined {
  const bases = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'];
  const folders = bases.flatMap((base) => {
    try {
      return readdirSync(base).map((name) => join(base, name, 'bin'));
    } catch {
      return [];
    }
  });
  return folders.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true })).find(hasServer);
}

function hasServer(folder: string): boolean {
  try {
    for (const program of ['initdb', 'pg_ctl', 'psql']) accessSync(join(folder, program));
    return true;
  } catch {
    return false;
  }
}

/** Starts a new cluster with the programs in this folder. The server refuses to run as root: root runs it as `postgres`. */
export function startPostgres(programs: string): Postgres {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-postgres-'));
  const user = userToRunAs();
  if (user) chownSync(folder, user.uid, user.gid);
  const run = (program: string, args: readonly string[], input = ''): { code: number; output: string } => {
    const { status, stdout, stderr, error } = spawnSync(join(programs, program), args, {
      ...user,
      cwd: folder,
      input,
      encoding: 'utf8',
      // No setting of the machine's own client leads elsewhere.
      env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', PGTZ: 'UTC' },
    });
    if (error) throw error;
    return { code: status ?? -1, output: stdout + stderr };
  };
  const must = (program: string, args: readonly string[], stdio?: 'ignore'): void => {
    // A server that is started keeps the pipes of the program that started it.
    const { code, output } = stdio ? detached(program, args) : run(program, args);
    if (code !== 0) throw new Error(`${program} failed: ${output}`);
  };
  const detached = (program: string, args: readonly string[]): { code: number; output: string } => {
    const { status } = spawnSync(join(programs, program), args, { ...user, cwd: folder, stdio: 'ignore' });
    return { code: status ?? -1, output: 'see its log' };
  };
  const data = join(folder, 'data');
  const control = (...args: readonly string[]): readonly string[] => ['-D', data, '-w', ...args];
  const stop = (): void => {
    process.off('exit', stop);
    detached('pg_ctl', control('stop', '-m', 'immediate'));
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', stop);
  const settings = `-k '${folder}' -c listen_addresses= -c fsync=off -c timezone=UTC`;
  must('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
  must('pg_ctl', control('start', '-l', join(folder, 'log'), '-o', settings), 'ignore');
  const session = ['-X', '-q', '-A', '-t', '-h', folder, '-U', 'postgres', '-d', 'postgres'];
  return { psql: (script, ...options) => run('psql', [...session, ...options], script), stop };
}

function userToRunAs(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}
