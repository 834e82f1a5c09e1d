import { expect, type Locator, type Page } from '@playwright/test';

/** What has the focus, and what is wrong with how it shows. */
interface Focus {
  name: string;
  fault: string | null;
}

/** What is told of a page whose focus stands at none of its parts. */
const NOWHERE = 'the document';
/** Longer than any page's way from one end to the other. */
const MOST_STOPS = 250;

/** Counts every touch of a pointer from here on, over all pages that this tab opens. */
export async function countPointers(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const count = () => {
      const before = Number(sessionStorage.getItem('pointers') ?? 0);
      sessionStorage.setItem('pointers', String(before + 1));
    };
    for (const kind of ['pointerdown', 'pointermove', 'touchstart', 'click'] as const) {
      document.addEventListener(
        kind,
        // A click that a key made has no place.
        (event) => (kind !== 'click' || (event as MouseEvent).detail > 0) && count(),
        true,
      );
    }
  });
  return () => page.evaluate(() => Number(sessionStorage.getItem('pointers') ?? 0));
}

/**
 * Whether what has the focus can be seen: it has an outline, or a caret, or marks its current row;
 * and nothing lies over it, by what is found at points of it.
 */
function readFocus(): Focus {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) {
    return { name: 'the document', fault: null };
  }
  const label = element.getAttribute('aria-label') ?? element.textContent ?? '';
  const name = `${element.localName} “${label.trim().slice(0, 40)}”`;
  const isBox = element.matches('input[type="radio"], input[type="checkbox"]');
  const drawn = (isBox && element.closest('label')) || element;
  const [box = drawn.getBoundingClientRect()] = drawn.getClientRects();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const isSmall = box.height < innerHeight / 3;
  const cut = isSmall && (box.top < -1 || box.bottom > innerHeight + 1);
  if (cut || right <= left || bottom <= top) return { name, fault: 'it is out of view' };
  const shown = [0.5, 0.15, 0.85].flatMap((x) =>
    [0.5, 0.2, 0.8].map((y) => {
      const at = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
      return at !== null && (drawn.contains(at) || at.contains(drawn.closest('label') ?? drawn));
    }),
  );
  const seen = shown.filter(Boolean).length;
  if (seen < (isSmall ? 7 : 1)) return { name, fault: `only ${seen} of 9 points of it are seen` };
  // Where the focus is put for what comes next to be read, and nothing can be pressed.
  if (element.tabIndex < 0) return { name, fault: null };
  const isMarked = (of: Element | null) => {
    if (!of) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(of);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  };
  const current = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
  const hasCaret = element.matches('[role="combobox"]');
  const isShown = hasCaret || isMarked(element) || isMarked(drawn) || isMarked(current);
  return { name, fault: isShown ? null : 'nothing shows that it has the focus' };
}

/** What was pointed at before may still be explained over it: a hint goes within this, in ms. */
const HINT_GOES = { timeout: 1000, intervals: [50] };

/** What has the focus can be seen, once the hint of what had it before is gone. */
export async function expectFocusSeen(page: Page): Promise<string> {
  let focus = await page.evaluate(readFocus);
  if (focus.fault !== null) {
    const look = async () => (focus = await page.evaluate(readFocus)).fault;
    await expect.poll(look, { message: focus.name, ...HINT_GOES }).toBeNull();
  }
  return focus.name;
}

const hasFocus = (target: Locator) => target.evaluate((node) => node === document.activeElement);

/** Moves by Tab, or back by Shift and Tab, until the target has the focus; each stop can be seen. */
export async function tabTo(
  target: Locator,
  { key = 'Tab' }: { key?: 'Tab' | 'Shift+Tab' } = {},
): Promise<void> {
  const page = target.page();
  await expect(target).toBeEnabled();
  const passed: string[] = [];
  while (!(await hasFocus(target))) {
    await page.keyboard.press(key);
    passed.push(await expectFocusSeen(page));
    expect(passed.length, `not reached by ${passed.join(', ')}`).toBeLessThan(MOST_STOPS);
  }
}

/** Presses what it can do, by the keyboard alone. */
export async function pressByKey(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press(key);
}

/**
 * Goes all around the page, one way or both: nothing keeps the focus, and each stop can be seen. A
 * way begins and ends where the document does.
 */
export async function walkAround(page: Page, ways: ('Tab' | 'Shift+Tab')[]): Promise<void> {
  for (const key of ways) {
    const stops: string[] = [];
    do {
      await page.keyboard.press(key);
      stops.push(await expectFocusSeen(page));
      expect(stops.length, `held at ${stops.slice(-4).join(', ')}`).toBeLessThan(MOST_STOPS);
    } while (stops.length === 1 || stops.at(-1) !== NOWHERE);
  }
}
