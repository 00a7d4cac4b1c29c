import { host } from '#host';

const tries = 40;
const pauseMs = 50;

/**
 * Shows a row that has just come. VS Code draws rows a moment after it hears of them, and refuses to show one before. What the
 * user asked for is done by then: a row that never comes, in a view that was closed meanwhile for instance, is no failure.
 */
export async function revealNewRow(reveal: () => PromiseLike<void>): Promise<void> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    try {
      return await reveal();
    } catch {
      await new Promise<void>((resolve) => host.later(pauseMs, resolve));
    }
  }
}
