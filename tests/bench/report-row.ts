export type Row = [what: string, figure: string, aim: string, met: string];

export const row = (what: string, figure: string, aim = '', isMet?: boolean): Row => [
  what,
  figure,
  aim,
  isMet === undefined ? '' : isMet ? 'yes' : 'no',
];
