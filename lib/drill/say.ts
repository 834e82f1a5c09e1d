import { plainLine } from '@/lib/text/plain-line';

/** Tells a line on the terminal, under the name of who tells it. Titles and errors come from outside. */
export const sayAs =
  (who: string) =>
  (line: string): void =>
    void process.stdout.write(`${who}: ${plainLine(line)}\n`);
