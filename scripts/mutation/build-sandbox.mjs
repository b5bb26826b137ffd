// Builds a sandbox of Stryker, module by module: its code no longer satisfies the type checker.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const tsc = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));
const { status } = spawnSync(process.execPath, [tsc, '-p', 'scripts/mutation/tsconfig.sandbox.json'], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
