/** Anything as a string of CSS: whatever is no plain letter, digit or space is named by its number. */
export const cssString = (text: string): string =>
  `"${Array.from(text, (each) =>
    /[A-Za-z0-9 ,.]/.test(each) ? each : `\\${(each.codePointAt(0) ?? 0).toString(16)} `,
  ).join('')}"`;

export interface PageFooter {
  title: string;
  /** "As of …, UTC". */
  asOf: string;
}

/**
 * The style of printed pages: what they are of at the foot of each, with their number. Browsers that
 * know no margin boxes (CSS Paged Media 3) leave them out; their own footer names the page.
 */
export const pageMargins = ({ title, asOf }: PageFooter): string => {
  const look = 'font: 8pt sans-serif; color: #555;';
  return `@page {
  margin: 15mm 14mm 17mm;
  @bottom-left { content: ${cssString(title)}; ${look} }
  @bottom-center { content: ${cssString(asOf)}; ${look} }
  @bottom-right { content: counter(page) " of " counter(pages); ${look} }
}`;
};
