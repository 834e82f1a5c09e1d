'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { useState, type ReactNode } from 'react';
import { AnnouncerProvider } from '@/components/ui/announcer';
import { giveStyleNonce } from '@/components/ui/style-nonce';
import { ToastProvider } from '@/components/ui/toast';
import { TooltipLayer } from '@/components/ui/tooltip-layer';

export interface ProvidersProps {
  nonce: string;
  children: ReactNode;
}

/** What every page stands in: theme, server state, URL state, live regions. */
export function Providers({ nonce, children }: ProvidersProps) {
  const [client] = useState(() => {
    giveStyleNonce(nonce);
    return new QueryClient({
      defaultOptions: {
        // The live stream says when something changed; refetching by itself is for its loss. A server
        // on this machine answers while the browser believes itself offline.
        queries: {
          staleTime: 30_000,
          retry: 2,
          refetchOnWindowFocus: true,
          refetchOnReconnect: true,
          networkMode: 'always',
        },
        // Never held back until the network returns: what was pressed minutes ago must not act then.
        mutations: { retry: false, networkMode: 'always' },
      },
    });
  });
  return (
    <ThemeProvider attribute="class" nonce={nonce} disableTransitionOnChange>
      <QueryClientProvider client={client}>
        <NuqsAdapter>
          <AnnouncerProvider>
            <ToastProvider>{children}</ToastProvider>
          </AnnouncerProvider>
          <TooltipLayer />
        </NuqsAdapter>
      </QueryClientProvider>
    </ThemeProvider>
  );
}
