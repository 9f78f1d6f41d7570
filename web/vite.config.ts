import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

// The silo that the development server talks to: TWIN_URL=http://127.0.0.1:5250 npm run dev
const siloUrl = process.env.TWIN_URL ?? 'http://127.0.0.1:5080';
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': here('./src') } },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1400,
    rollupOptions: { 
      input: {
        cockpit: here('./index.html'), worker: here('./worker.html'), desk: here('./desk.html'),
        review: here('./review.html'),
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target: siloUrl, changeOrigin: true },
      '/tiles': { target: siloUrl, changeOrigin: true },
      '/hubs': { target: siloUrl, changeOrigin: true, ws: true },
    },
  },
  test: {
    include: ['src/**/*.test.ts', 'tools/**/*.test.mjs'],
    environment: 'node',
  },
});
