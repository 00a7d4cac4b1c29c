import { host } from '#host';

const tries = 40;
const pauseMs = 50;

/**
 * Reveals a row that has just come. VS Code draws rows with a delay, and refuses to reveal one before. The user's
 * action is done by then, so a row that never comes, for instance in a view that was closed, is no failure.
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
