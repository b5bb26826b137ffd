#!/usr/bin/env node
import module from 'node:module';

// Until a command has said how it ended, nothing was verified: no way out of here may look like a pass.
process.exitCode = 3;

// Node would exit with 1 for a bug of this tool, and 1 is a verdict.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error}\n\nThis is a bug in update-conformance: please report it.\n`);
  process.exit(3);
});

// Node 22 and later keep compiled code between runs: half of the start-up time.
const { enableCompileCache } = module as { readonly enableCompileCache?: () => unknown };
enableCompileCache?.();

const { runProgram } = await import('./run-program.ts');
runProgram(process.argv.slice(2), process).then((exitCode) => {
  process.exitCode = exitCode;
});
