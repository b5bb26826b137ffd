import { defineConfig } from 'vitest/config';

const config: ReturnType<typeof defineConfig> = defineConfig({
  test: {
    include: ['{core,runner,mock-server,proof,reporters,cli,tests}/**/*.test.ts'],
    testTimeout: 30_000,
  },
});

export default config;
