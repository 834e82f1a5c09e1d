import type { BrowserContext, Page } from '@playwright/test';

/** Keeps a list, in every page of a browser, of what began to move for longer than a frame. */
export const watchMotion = (context: BrowserContext) =>
  context.addInitScript(() => {
    const moved: string[] = [];
    Object.assign(window, { moved });
    for (const kind of ['animationstart', 'transitionrun'] as const) {
      document.addEventListener(
        kind,
        () => {
          for (const animation of document.getAnimations()) {
            const lasts = Number(animation.effect?.getComputedTiming().activeDuration ?? 0);
            const { target }: { target?: Element | null } = Object(animation.effect);
            if (lasts > 17) moved.push(`${kind} of ${target?.outerHTML.slice(0, 120)}`);
          }
        },
        true,
      );
    }
  });

/** What moved in the page so far, moves now, or would as soon as its state changed. */
export const motionIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { moved = [] } = window as unknown as { moved?: string[] };
    const longest = (times: string) =>
      Math.max(...times.split(',').map((time) => Number.parseFloat(time)));
    const would = [...document.querySelectorAll('*')].filter((element) => {
      const { animationName, animationDuration, transitionDuration, scrollBehavior } =
        getComputedStyle(element);
      return (
        (animationName !== 'none' && longest(animationDuration) > 0.017) ||
        longest(transitionDuration) > 0.017 ||
        scrollBehavior === 'smooth'
      );
    });
    return [...moved, ...would.map((element) => element.outerHTML.slice(0, 120))];
  });
