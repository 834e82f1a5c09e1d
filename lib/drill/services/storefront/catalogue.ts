export interface Product {
  sku: string;
  name: string;
  /** A decimal amount in euros, as the price list has it. */
  price: string;
  isFeatured: boolean;
}

const PRICE_LIST =
  'Kettle 34.90|Teapot 27.50|Mug 8.95|Espresso cup 6.40|Milk jug 12.75|Grinder 119.00|' +
  'Filter papers 3.20|Scale 44.99|Tamper 21.30|Thermometer 15.80|Tea tin 9.25|Saucer 4.20|' +
  'Serving tray 32.60|Sugar bowl 11.45|Cafetière 38.00|Whisk 7.85|Strainer 5.60|Cosy 18.25|' +
  'Travel mug 24.99|Descaler 8.50|Cold brew jar 29.30|Honey dipper 3.95|Tea towel 10.25|' +
  'Caddy spoon 5.05|Moka pot 41.70|Storage jar 16.50|Syrup pump 2.25|Cleaning brush 4.35|' +
  'Gift card 25.00|Sample box 19.90|Lemon press 13.65|Glass straw 1.15';

/** What the shop sells. */
export const CATALOGUE: readonly Product[] = PRICE_LIST.split('|').map((entry, i) => {
  const space = entry.lastIndexOf(' ');
  return {
    sku: `sku-${100 + i}`,
    name: entry.slice(0, space),
    price: entry.slice(space + 1),
    isFeatured: i % 7 === 0,
  };
});
