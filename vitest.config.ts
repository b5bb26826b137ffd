import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const config: ReturnType<typeof defineConfig> = defineConfig({
  test: {
    include: ['{core,runner,mock-server,proof,reporters,cli,tests}/**/*.test.ts'],
    // These only tell a test that hangs from one on a busy machine, and are the only limits of the clock there are: what something may cost is said in
    // processor time (tests/support/cost-of.ts).
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Runs that tests start write no journals into the home of whoever tests.
    env: { CONFORMANCE_JOURNALS: 'off' },
    // What is built is tried as Node loads it.
    server: { deps: { external: [/\/dist\//] } },
    // One less is the default: half of them on a machine with two.
    maxWorkers: availableParallelism(),
  },
});

export default config;
