import './globals.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { DENSITY_SCRIPT } from '@/components/ui/density';
import { Providers } from './providers';

export const metadata: Metadata = {
  title: { default: 'Countersign', template: '%s · Countersign' },
  description: 'The room where people oversee agents that investigate incidents.',
  robots: { index: false, follow: false },
  appleWebApp: { capable: true, title: 'Countersign', statusBarStyle: 'default' },
  icons: { apple: '/icons/apple-touch-180.png' },
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f9f9fa' },
    { media: '(prefers-color-scheme: dark)', color: '#0c0d0f' },
  ],
};

/** Reading the nonce makes every page render per request, which a nonce needs. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? '';
  return (
    // next-themes sets the class, and the script the density, before React wakes up.
    <html lang="en" suppressHydrationWarning>
      <body>
        <script nonce={nonce} suppressHydrationWarning>
          {DENSITY_SCRIPT}
        </script>
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
