// Builds the library's entries, and runs the tests of every ring. The ward app has a configuration of its own.

import { defineConfig } from 'vitest/config'

export default defineConfig({
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    lib: {
      formats: ['es'],
      entry: {
        index: 'client/index.ts',
        react: 'client/react/index.ts',
        sw: 'sw/index.ts',
        care: 'shared/care/index.ts',
      },
    },
    rollupOptions: { external: (id) => /^[a-z@]/.test(id) && !id.startsWith('/') },
  },
  test: {
    include: ['{shared,sw,client,e2e/care-api,e2e/engine}/**/*.test.{ts,tsx}'],
    environment: 'node',
    restoreMocks: true,
    // A guard against what hangs. How long things take is told by the benchmarks.
    testTimeout: 30_000,
    // One per core: nothing else runs meanwhile, and the histories take a core each.
    maxWorkers: '100%',
  },
})
