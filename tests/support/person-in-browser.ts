import { expect, type Page } from '@playwright/test';

/** Calls the API as the person whose browser this is, from inside its page. */
export const asPersonIn =
  (page: Page) =>
  async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const answer = await page.evaluate(
      async (call) => {
        const response = await fetch(`/api/v1${call.path}`, {
          method: call.method,
          headers: { 'Content-Type': 'application/json' },
          ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        });
        return {
          status: response.status,
          body: (await response.json()) as Record<string, unknown>,
        };
      },
      { method, path, body },
    );
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body;
  };
