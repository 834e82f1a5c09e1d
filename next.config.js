/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['pg', 'pino', 'prom-client', '@secretlint/core'],
  experimental: { optimizePackageImports: ['lucide-react', 'radix-ui'] },
};
