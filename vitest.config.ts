import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/real/**'],
    testTimeout: 20_000,
    // Many tests wait for clocks and servers: on two cores a single worker would take twice as long.
    maxWorkers: '100%',
  },
});
