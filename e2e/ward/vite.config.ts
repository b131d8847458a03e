// Builds the ward app as a hospital's own front end would be built: library by name, worker by injectManifest.
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const here = fileURLToPath(new URL('.', import.meta.url))
const apiUrl = (process.env.CARE_API_URL ?? 'http://localhost:9000').replace(/\/+$/, '')

export default defineConfig({
  root: here,
  define: { 'import.meta.env.VITE_CARE_API_URL': JSON.stringify(apiUrl) },
  resolve: { dedupe: ['react', 'react-dom', '@tanstack/react-query', 'i18next', 'react-i18next'] },
  build: { outDir: '../../dist/ward', emptyOutDir: true, chunkSizeWarningLimit: 1_500 },
  plugins: [
    react(),
    tailwindcss(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      injectRegister: false,
      injectManifest: {
        rollupFormat: 'iife',
        maximumFileSizeToCacheInBytes: 8_000_000,
        globPatterns: ['**/*.{js,css,html,svg,png,woff2,webmanifest,json}'],
      },
      manifest: {
        id: '/',
        name: 'CARE ward',
        short_name: 'CARE ward',
        description: 'Patients, encounters and vitals at the bedside',
        lang: 'en',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        theme_color: '#046c4e',
        background_color: '#f9fafb',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
})
