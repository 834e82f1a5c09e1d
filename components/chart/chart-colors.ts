/** Six lines told apart by colour and by dash, so that neither is needed alone. */
export const chartColors = [
  'var(--chart-1)',
  'var(--chart-2)',
  'var(--chart-3)',
  'var(--chart-4)',
  'var(--chart-5)',
  'var(--chart-6)',
];

const dashes = ['0', '6 3', '2 3', '9 3 2 3', '12 4', '4 2 1 2'];

export interface LineLook {
  color: string;
  dash: string;
}

export function lineLook(index: number): LineLook {
  return {
    color: chartColors[index % chartColors.length] ?? 'currentColor',
    dash: dashes[Math.floor(index + index / chartColors.length) % dashes.length] ?? '0',
  };
}
