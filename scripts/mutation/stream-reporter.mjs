// Stryker reporter: each mutant's outcome in a line of JSON as soon as it is known, so that a run that is broken off is not lost.
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const file = '.conformance/mutation.ndjson';

const reporter = {
  onDryRunCompleted() {
    mkdirSync(dirname(file), { recursive: true });
    rmSync(file, { force: true });
  },
  onMutantTested(result) {
    appendFileSync(file, `${JSON.stringify(result)}\n`);
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Reporter, 'stream', reporter)];
