/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run typecheck` checks types, tests and commands included; a build does not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pg', 'pino', 'prom-client', 'web-push'],
  experimental: { optimizePackageImports: ['lucide-react', 'radix-ui'] },
};
