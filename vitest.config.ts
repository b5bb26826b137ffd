import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const config: ReturnType<typeof defineConfig> = defineConfig({
  test: {
    include: ['{core,runner,mock-server,proof,reporters,cli,tests}/**/*.test.ts'],
    testTimeout: 30_000,
    // One less is the default: half of them on a machine with two.
    maxWorkers: availableParallelism(),
  },
});

export default config;
