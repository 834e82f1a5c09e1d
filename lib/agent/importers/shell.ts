/** A command line as recorded, split far enough to see which programs it runs. */
export interface ShellLine {
  /** The simple commands in order, those inside `$( )` and `sh -c` included. */
  commands: string[][];
  /** One command and nothing else but `2>&1`: its words are the whole of it. */
  isSimple: boolean;
}

const SHELLS = new Set(['sh', 'bash', 'zsh', '/bin/sh', '/bin/bash']);

/** Reads one command line. It expands nothing; what it cannot split stays one word. */
export function readShell(text: string): ShellLine {
  const reader = new ShellReader(text);
  reader.read();
  const nested = reader.nested.flatMap((inner) => readShell(inner).commands);
  for (const words of reader.commands) {
    const flag = words.findIndex((word) => /^-l?c$/.test(word));
    const script = flag > 0 ? words[flag + 1] : undefined;
    if (SHELLS.has(words[0] ?? '') && script !== undefined) {
      nested.push(...readShell(script).commands);
    }
  }
  return {
    commands: [...reader.commands, ...nested],
    isSimple: reader.commands.length === 1 && nested.length === 0 && !reader.isCompound,
  };
}

class ShellReader {
  readonly commands: string[][] = [];
  readonly nested: string[] = [];
  isCompound = false;
  private words: string[] = [];
  private word: string | undefined;
  private position = 0;
  private hereEnds: string[] = [];
  /** The next word is a file or a here-document's end, no argument. */
  private awaits: 'nothing' | 'file' | 'here' = 'nothing';

  constructor(private readonly text: string) {}

  read(): void {
    while (this.position < this.text.length) this.step(this.text[this.position] ?? '');
    this.endCommand();
  }

  private step(char: string): void {
    const rest = this.text.slice(this.position, this.position + 3);
    if (char === '\\') return this.escape();
    if (char === "'") return this.quoted("'");
    if (char === '"') return this.quoted('"');
    if (rest.startsWith('$(') || char === '`') return this.substitution(char);
    if (char === '#' && this.word === undefined) return this.skipTo('\n');
    if (char === '<' || char === '>') return this.redirection(rest);
    if (char === '\n') return this.newline();
    if (';&|()'.includes(char)) {
      this.isCompound = true;
      this.endCommand();
      this.position++;
      return;
    }
    if (/\s/.test(char)) {
      this.endWord();
    } else {
      this.word = (this.word ?? '') + char;
    }
    this.position++;
  }

  private escape(): void {
    const next = this.text[this.position + 1];
    if (next !== '\n') this.word = (this.word ?? '') + (next ?? '');
    this.position += 2;
  }

  private quoted(quote: string): void {
    let value = '';
    this.position++;
    while (this.position < this.text.length && this.text[this.position] !== quote) {
      const char = this.text[this.position] ?? '';
      const next = this.text[this.position + 1] ?? '';
      if (quote === '"' && char === '\\' && '"\\$`\n'.includes(next)) {
        value += next === '\n' ? '' : next;
        this.position += 2;
      } else {
        value += char;
        this.position++;
      }
    }
    if (quote === '"' && /\$\(|`/.test(value)) {
      this.isCompound = true;
      for (const inner of value.matchAll(/\$\(([^()]*)\)|`([^`]*)`/g)) {
        this.nested.push(inner[1] ?? inner[2] ?? '');
      }
    }
    this.position++;
    this.word = (this.word ?? '') + value;
  }

  private substitution(char: string): void {
    const start = this.position + (char === '`' ? 1 : 2);
    let depth = 1;
    let end = start;
    while (end < this.text.length && depth > 0) {
      if (char === '`') depth = this.text[end] === '`' ? 0 : 1;
      else if (this.text[end] === '(') depth++;
      else if (this.text[end] === ')') depth--;
      end++;
    }
    this.nested.push(this.text.slice(start, Math.max(start, end - 1)));
    this.word = (this.word ?? '') + this.text.slice(this.position, end);
    this.isCompound = true;
    this.position = end;
  }

  private redirection(rest: string): void {
    const fd = this.word !== undefined && /^\d$|^&$/.test(this.word) ? this.word : undefined;
    if (fd === undefined) this.endWord();
    else this.word = undefined;
    if (fd === '2' && this.text.slice(this.position, this.position + 3) === '>&1') {
      this.position += 3;
      return;
    }
    this.isCompound = true;
    const operator = /^(<<<|<<-?|<|>>|>&|>)/.exec(rest)?.[0] ?? '>';
    this.awaits = operator.startsWith('<<') && operator !== '<<<' ? 'here' : 'file';
    this.position += operator.length;
  }

  private newline(): void {
    this.endCommand();
    this.position++;
    for (const end of this.hereEnds.splice(0)) {
      this.isCompound = true;
      const found = this.text.indexOf(`\n${end}`, this.position - 1);
      this.position = found === -1 ? this.text.length : found + end.length + 1;
    }
    if (this.commands.length > 0 && this.text.slice(this.position).trim()) this.isCompound = true;
  }

  private skipTo(end: string): void {
    const found = this.text.indexOf(end, this.position);
    this.position = found === -1 ? this.text.length : found;
  }

  private endWord(): void {
    if (this.word === undefined) return;
    if (this.awaits === 'here') this.hereEnds.push(this.word);
    else if (this.awaits === 'nothing') this.words.push(this.word);
    this.awaits = 'nothing';
    this.word = undefined;
  }

  private endCommand(): void {
    this.endWord();
    if (this.words.length > 0) this.commands.push(this.words);
    this.words = [];
  }
}
