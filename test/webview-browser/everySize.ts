import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { faultsIn, fitsWidth } from './axe';
import { wrongIn } from './composerStates';
import type { PageState } from './composerStates';
import type { PageWindow } from './browserPage';

// The playground with one, two and six columns, with what is open in them. The functions given to `prepare` run in the browser.

/** Pixels, and the zoom of the window, which leaves a part of them. */
const sizes = [
  { width: 1_400, height: 800, zoom: 1 },
  { width: 350, height: 600, zoom: 1 },
  { width: 350, height: 600, zoom: 2 },
  { width: 700, height: 700, zoom: 1 },
  { width: 1_400, height: 800, zoom: 2 },
] as const;
/** Those at which the page is laid out in another way. Between them it is as at the next smaller one. */
const different = 3;

/** At every size and zoom nothing is cut, and there is no fault that axe-core finds; that is looked for in some of them, or `thorough` in all. */
export async function assertSound(page: Page, { isThorough = false } = {}): Promise<void> {
  for (const [index, { width, height, zoom }] of sizes.entries()) {
    await page.setViewportSize({ width: width / zoom, height: height / zoom });
    const at = `${width} px, ${zoom * 100} %`;
    assert.ok(await fitsWidth(page), at);
    const wrong = await wrongIn(page);
    // The settings of columns are in each of them.
    assert.deepEqual(
      wrong.filter((each) => !each.startsWith('Settings')),
      [],
      at,
    );
    if (isThorough || index < different) assert.deepEqual(await faultsIn(page), [], at);
  }
}

/** Settings that stand open, a message that is edited, an answer with code, and parameters. */
const editedColumn = ({ host }: PageWindow): void => {
  host.changeDraft({ providerId: 'openai', model: 'gpt-5.1', system: 'Be brief.', temperature: 0.7 });
  const { promptId } = host.addTurn({
    prompt: 'Why is the sky blue?',
    answer: 'Blue light is scattered most.\n\n```ts\nlet a;\n```',
  });
  host.addTurn({ prompt: 'And red in the evening?', answer: 'The way is longer.' });
  host.changeDraft({ editing: promptId, edited: 'Why is the sky blue at noon?' });
};

/** An error in the second of two. */
const failedColumn = ({ host }: PageWindow): void => {
  host.addColumn('two', { providerId: 'ollama', model: 'llama3.2' });
  host.changeDraft({ providerId: 'openai', model: 'gpt-5.1' });
  host.addTurn({ prompt: 'Why is the sky blue?', answer: 'Blue light is scattered most.' });
  const error = {
    kind: 'unreachable',
    message: 'No connection to localhost:11434 (ECONNREFUSED).',
    advice: 'Start Ollama, or check its address.',
    actions: ['retry', 'edit-provider', 'test-connection'],
  } as const;
  host.addTurn({ prompt: 'Why is the sky blue?', end: { status: 'failed', error } }, 'two');
};

const sixColumns = ({ host }: PageWindow): void => {
  const ids = ['first', 'two', 'three', 'four', 'five', 'six'];
  host.changeDraft({ providerId: 'openai', model: 'gpt-5.1' });
  for (const id of ids.slice(1)) host.addColumn(id, { providerId: 'openai', model: `gpt-5.1-${id}` });
  const code = 'let a = scatter(light, 4);\n';
  for (const id of ids)
    host.addTurn(
      { prompt: 'Why is the sky blue?', answer: `Blue light is scattered most.\n\n\`\`\`ts\n${code}\`\`\`` },
      id,
    );
  host.startTurn({ prompt: 'And red in the evening?' }, 'six');
};

const openSettings = async (page: Page): Promise<void> => {
  await page.getByTestId('settings').first().click();
  await page.getByTestId('settings').first().and(page.locator('[aria-expanded=true]')).waitFor();
};

export const columnStates: readonly PageState[] = [
  {
    name: 'one column, with its settings and a message that is edited',
    prepare: editedColumn,
    act: async (page) => {
      await page.getByTestId('edited').waitFor();
      await openSettings(page);
    },
  },
  {
    name: 'two columns, with an error in one and the settings of the other',
    prepare: failedColumn,
    act: async (page) => {
      await page.getByTestId('error').waitFor({ state: 'attached' });
      await openSettings(page);
    },
  },
  { name: 'six columns', prepare: sixColumns },
];

/** Controls in sight to which Tab does not lead, by their ids for tests or their words. */
export async function unreachedByTab(page: Page): Promise<string[]> {
  const count = await page.evaluate(() => {
    const selector = 'button, a[href], input, textarea, select, summary, vscode-single-select, [tabindex="0"]';
    const controls = [...document.querySelectorAll<HTMLElement>(selector)].filter(
      (each) => each.checkVisibility({ visibilityProperty: true }) && !each.matches(':disabled') && each.tabIndex >= 0,
    );
    const left = new Set<Element>(controls);
    Object.assign(window, { left });
    document.addEventListener('focusin', (event) =>
      event.composedPath().forEach((each) => left.delete(each as Element)),
    );
    return left.size;
  });
  for (let press = 0; press < count + 10; press += 1) await page.keyboard.press('Tab');
  return page.evaluate(() =>
    [...(window as unknown as { left: Set<Element> }).left].map(
      (each) => each.getAttribute('data-testid') ?? each.getAttribute('aria-label') ?? each.outerHTML.slice(0, 80),
    ),
  );
}
