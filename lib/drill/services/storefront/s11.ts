import type { Product } from './catalogue';

/** Release s11: featured products first, then by name. */
export function arrange(products: readonly Product[]): Product[] {
  return [...products].sort(
    (a, b) => Number(b.isFeatured) - Number(a.isFeatured) || a.name.localeCompare(b.name),
  );
}
