import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** They measure what their process holds. */
const alone = ['mock-server/hapi/create-reference-server.test.ts'];

/** What all tests have in common. */
const common = {
  // These only tell a test that hangs from one on a busy machine, and are the only limits of the clock there are: what something may cost is said in
  // processor time (tests/support/cost-of.ts).
  testTimeout: 300_000,
  hookTimeout: 300_000,
  // Runs that tests start write no journals into the home of whoever tests.
  env: { CONFORMANCE_JOURNALS: 'off' },
  // What is built is tried as Node loads it.
  server: { deps: { external: [/\/dist\//] } },
};

const config: ReturnType<typeof defineConfig> = defineConfig({
  test: {
    // One less is the default: half of them on a machine with two.
    maxWorkers: availableParallelism(),
    projects: [
      // Beside the code: pure, or cleaning up behind themselves, so that they share the modules that each would load anew.
      {
        test: {
          ...common,
          name: 'units',
          include: ['{core,runner,mock-server,proof,reporters,cli}/**/*.test.ts'],
          exclude: alone,
          isolate: false,
        },
      },
      { test: { ...common, name: 'whole', include: ['tests/**/*.test.ts', ...alone] } },
    ],
  },
});

export default config;
