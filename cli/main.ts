#!/usr/bin/env node
import module from 'node:module';

// Node 22 and later keep compiled code between runs: half of the start-up time.
const { enableCompileCache } = module as { readonly enableCompileCache?: () => unknown };
enableCompileCache?.();

const { runProgram } = await import('./run-program.ts');
process.exitCode = await runProgram(process.argv.slice(2), process);
