import type { Product } from './catalogue';

/** Release s10: products by name. */
export function arrange(products: readonly Product[]): Product[] {
  return [...products].sort((a, b) => a.name.localeCompare(b.name));
}
