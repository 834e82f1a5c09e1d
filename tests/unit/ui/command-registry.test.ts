import { describe, expect, it, vi } from 'vitest';
import { CommandRegistry, chordOf } from '@/components/shell/command-registry';
import { matchCommands } from '@/components/shell/match-commands';

const press = (
  key: string,
  more: { ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean } = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});
const command = (id: string, keys?: string) => ({
  id,
  label: `Label ${id}`,
  group: 'Go to',
  keys,
  run: vi.fn(),
});

describe('the command registry', () => {
  it('spells Ctrl and ⌘ alike and leaves Alt to the system', () => {
    expect(chordOf(press('K', { ctrlKey: true }))).toBe('Mod+k');
    expect(chordOf(press('k', { metaKey: true }))).toBe('Mod+k');
    expect(chordOf(press('k', { altKey: true }))).toBeUndefined();
    expect(chordOf(press('Shift'))).toBeUndefined();
  });

  it('completes a sequence within its second and not after it', () => {
    const registry = new CommandRegistry();
    const go = command('floor', 'g i');
    registry.register(go);
    expect(registry.press(press('g'), 0, true)).toBeUndefined();
    expect(registry.press(press('i'), 900, true)).toBe(go);
    registry.press(press('g'), 2000, true);
    expect(registry.press(press('i'), 3100, true)).toBeUndefined();
  });

  it('lets the page’s own key go before the shell’s, and gives it back when the page leaves', () => {
    const registry = new CommandRegistry();
    const [shell, page] = [command('shell', 'j'), command('page', 'j')];
    registry.register(shell);
    const leave = registry.register(page);
    expect(registry.press(press('j'), 0, true)).toBe(page);
    leave();
    expect(registry.press(press('j'), 1, true)).toBe(shell);
  });

  it('answers to nothing but modifiers once single keys are off', () => {
    const registry = new CommandRegistry();
    const [bare, modified] = [command('bare', '?'), command('menu', 'Mod+k')];
    registry.register(bare);
    registry.register(modified);
    expect(registry.press(press('?'), 0, false)).toBeUndefined();
    expect(registry.press(press('k', { ctrlKey: true }), 1, false)).toBe(modified);
  });

  it('keeps one list until something changes, and tells its listeners when it does', () => {
    const registry = new CommandRegistry();
    const heard = vi.fn();
    registry.subscribe(heard);
    const before = registry.all();
    expect(registry.all()).toBe(before);
    registry.register(command('one'));
    expect(heard).toHaveBeenCalledOnce();
    expect(registry.all()).not.toBe(before);
  });
});

describe('the command menu', () => {
  it('finds by the start of any word, nearest to the front first', () => {
    const all = ['Past incidents', 'Open incident', 'Incidents', 'Sign out'].map((label) => ({
      ...command(label),
      label,
      group: 'Do',
    }));
    const labels = (query: string) => matchCommands(all, query).map(({ label }) => label);
    expect(labels('inc')).toEqual(['Incidents', 'Past incidents', 'Open incident']);
    expect(labels('open inc')).toEqual(['Open incident']);
    expect(labels('nothing of the kind')).toEqual([]);
    expect(labels(' ')).toHaveLength(4);
  });
});
