// Builds a sandbox of Stryker, whose code no longer satisfies the type checker.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const options = ['-p', 'tsconfig.build.json', '--noCheck', '--declaration', 'false', '--isolatedDeclarations', 'false'];
for (const args of [
  [fileURLToPath(import.meta.resolve('typescript/bin/tsc')), ...options],
  ['scripts/compile-catalogue.mjs'],
]) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
