import type { MetadataRoute } from 'next';

/** What makes the site installable; it opens on what waits. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: 'Countersign',
    short_name: 'Countersign',
    description: 'What waits for your signature, and the rooms where agents investigate.',
    start_url: '/approvals',
    scope: '/',
    display: 'standalone',
    background_color: '#0c0d0f',
    theme_color: '#0c0d0f',
    icons: [
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: 'Approvals', url: '/approvals' },
      { name: 'Floor', url: '/incidents' },
    ],
  };
}
