import type { Command } from './command-registry';

/** Every word of the query must start a word of the label or group; then by where it matched. */
export function matchCommands(commands: readonly Command[], query: string): Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...commands];
  return commands
    .map((command, order) => ({ command, order, rank: rankOf(command, words) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.order - b.order)
    .map(({ command }) => command);
}

function rankOf(command: Command, words: string[]): number | undefined {
  const label = command.label.toLowerCase();
  const text = ` ${label} ${command.group.toLowerCase()}`;
  let rank = 0;
  for (const word of words) {
    const at = text.indexOf(` ${word}`);
    if (at >= 0) rank += at;
    else if (label.includes(word)) rank += 1000;
    else return undefined;
  }
  return rank;
}
