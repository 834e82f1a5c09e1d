/** What a POSIX shell takes as itself, outside quotes and anywhere in a word. */
const bare = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** `=` before a command's name would be an assignment, so the first word keeps its quotes. */
const bareFirst = /^[A-Za-z0-9_@%+:,./-]+$/;

/**
 * One argument as a POSIX shell would have to be given it: bare where that is safe, else within
 * single quotes (Shell Command Language 2.2.2). Two different arguments never look the same.
 */
export function quoteArgument(argument: string, isFirst = false): string {
  if ((isFirst ? bareFirst : bare).test(argument)) return argument;
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** A whole command in one line, ready for a shell to take apart into the very same arguments. */
export const quoteCommand = (argv: readonly string[]): string =>
  argv.map((argument, index) => quoteArgument(argument, index === 0)).join(' ');

/** Whether reading it as one line could mislead: then it is shown argument by argument first. */
export const needsSplitting = (argv: readonly string[]): boolean =>
  argv.some((argument, index) => quoteArgument(argument, index === 0) !== argument);
