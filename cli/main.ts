#!/usr/bin/env node
import module from 'node:module';
import { setFlagsFromString } from 'node:v8';

// Until a command has said how it ended, nothing was verified: no way out of here may look like a pass.
process.exitCode = 3;

// Node 22 and later keep compiled code between runs: half of the start-up time.
const { enableCompileCache } = module as { readonly enableCompileCache?: () => unknown };
enableCompileCache?.();

// undici's parser is one huge function of WebAssembly. Optimizing it takes longer than a run gains by it: 70 ms and 35 MB.
setFlagsFromString('--wasm-tiering-budget=1000000000');

const { runProgram } = await import('./run-program.ts');
runProgram(process.argv.slice(2), process).then((exitCode) => {
  process.exitCode = exitCode;
});
