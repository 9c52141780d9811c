import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/real/*.test.ts'],
    globalSetup: ['test/real/guard.ts'],
    fileParallelism: false,
  },
});
