// What npm would publish: its shape, and whether its types resolve. Packed from what is built, without building it again.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'conformance-pack-'));
const run = (...command) =>
  spawnSync(command[0], command.slice(1), { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
try {
  const ok =
    run('npm', 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder) &&
    readdirSync(folder).every((name) => {
      const tarball = join(folder, name);
      return (
        run('npx', '--no-install', 'publint', '--strict', tarball) &&
        run('npx', '--no-install', 'attw', tarball, '--profile', 'esm-only')
      );
    });
  process.exitCode = ok ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
