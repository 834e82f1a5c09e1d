/** What is wrong with a text that JSON.parse accepts, and where; `path` is dotted. */
export interface Flaw {
  path: string;
  message: string;
}

interface Frame {
  isObject: boolean;
  /** Names met so far in this object; a Set only once there are many. */
  names: string[];
  set: Set<string> | undefined;
  name: string;
  index: number;
}

/** Objects and arrays inside one another; also what our own recursion may rely on. */
export const MAX_DEPTH = 32;
const MANY = 16;

const pathOf = (frames: readonly Frame[], depth: number): string =>
  frames
    .slice(0, depth)
    .map((frame) => (frame.isObject ? frame.name : String(frame.index)))
    .join('.')
    .slice(0, 500);

const isRepeated = (frame: Frame, name: string): boolean => {
  if (frame.set) {
    if (frame.set.has(name)) return true;
    frame.set.add(name);
    return false;
  }
  if (frame.names.includes(name)) return true;
  frame.names.push(name);
  if (frame.names.length > MANY) frame.set = new Set(frame.names);
  return false;
};

const nameFlaw = (frames: readonly Frame[], depth: number, name: string): string | undefined => {
  if (name === '__proto__') return 'is not an acceptable name';
  const parent = frames[depth - 2];
  if (name === 'prototype' && parent?.isObject && parent.name === 'constructor') {
    return 'is not an acceptable name';
  }
  return undefined;
};

const textFlaw = (text: string): string | undefined => {
  if (text.includes('\0')) return 'must not contain the NUL character';
  return text.isWellFormed() ? undefined : 'must not contain half of a surrogate pair';
};

/** A number that no double holds: infinite, or an integer past 2^53 written out in digits. */
const numberFlaw = (token: string): string | undefined => {
  const value = Number(token);
  if (!Number.isFinite(value)) return 'is too large a number';
  const isInDigits = !/[eE]/.test(token);
  if (isInDigits && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    return 'is an integer beyond 2^53, which loses digits; send it as a string';
  }
  return undefined;
};

/**
 * Looks once through a text that is already known to be JSON, for what JSON.parse lets pass:
 * repeated and prototype-changing names, deep nesting, NUL, lone surrogates, lossy numbers.
 */
export function findFlaw(text: string): Flaw | undefined {
  const frames: Frame[] = [];
  let depth = 0;
  let isName = false;
  // Without these two, no string needs decoding for its value's sake.
  const isSuspect = text.includes('\\u') || !text.isWellFormed();
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) {
      const start = i;
      let isEscaped = false;
      for (i++; ; i++) {
        const d = text.charCodeAt(i);
        if (d === 0x22) break;
        if (d === 0x5c) {
          isEscaped = true;
          i++;
        }
      }
      if (!isName && !isSuspect) continue;
      const raw = text.slice(start + 1, i);
      const value = isEscaped ? String(JSON.parse(`"${raw}"`)) : raw;
      const frame = frames[depth - 1];
      const flaw = isSuspect ? textFlaw(value) : undefined;
      if (isName && frame) {
        isName = false;
        frame.name = value.toWellFormed().replaceAll('\0', '\uFFFD');
        const wrong = flaw ?? nameFlaw(frames, depth, value);
        if (wrong) return { path: pathOf(frames, depth), message: wrong };
        if (isRepeated(frame, value)) {
          return { path: pathOf(frames, depth), message: 'is given more than once' };
        }
      } else if (flaw) return { path: pathOf(frames, depth), message: flaw };
    } else if (c === 0x2c) {
      const frame = frames[depth - 1];
      if (frame?.isObject) isName = true;
      else if (frame) frame.index++;
    } else if (c === 0x7b || c === 0x5b) {
      if (depth === MAX_DEPTH) {
        const message = `is nested deeper than ${MAX_DEPTH} levels`;
        return { path: pathOf(frames, depth), message };
      }
      isName = c === 0x7b;
      frames[depth] = { isObject: isName, names: [], set: undefined, name: '', index: 0 };
      depth++;
    } else if (c === 0x7d || c === 0x5d) {
      depth--;
      isName = false;
    } else if (c === 0x2d || (c >= 0x30 && c <= 0x39)) {
      const start = i;
      while (isOfNumber(text.charCodeAt(i + 1))) i++;
      // Fifteen digits and no exponent fit any double; "1e400" is short, so exponents are looked at.
      const token = text.slice(start, i + 1);
      const isShort = token.length <= 15 && !token.includes('e') && !token.includes('E');
      const flaw = isShort ? undefined : numberFlaw(token);
      if (flaw) return { path: pathOf(frames, depth), message: flaw };
    }
  }
  return undefined;
}

/** Digits, ".", "+", "-", "e", "E"; false for NaN, the end of the text. */
const isOfNumber = (c: number): boolean =>
  (c >= 0x30 && c <= 0x39) || c === 0x2e || c === 0x2b || c === 0x2d || c === 0x65 || c === 0x45;
