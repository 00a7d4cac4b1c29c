// Measures what showing the tokens of a long answer costs the page.
import type { Browser, Page } from 'playwright-core';
import { cpuOf, longTasks, tasksDuring } from './mainThread';

/** Shows them, and scrolls through. */
export async function measureHeatMap(browser: Browser, page: Page): Promise<string> {
  await page.getByTestId('tokens').waitFor();
  await page.waitForTimeout(1_000);
  const shown = await tasksDuring(browser, page, async () => {
    await page.getByTestId('tokens').click();
    await page.locator('.heat-text .heat-token').first().waitFor();
    await page.waitForTimeout(500);
  });
  const scrolled = await tasksDuring(browser, page, async () => {
    for (let step = 0; step < 20; step += 1) {
      await page.evaluate((at) => {
        const box = document.querySelector('ai-conversation')!;
        box.scrollTop = (box.scrollHeight / 20) * at;
      }, step);
      await page.waitForTimeout(100);
    }
  });
  const said = [shown, scrolled].map(({ tasks }) => `${cpuOf(tasks).toFixed(0)} ms of processor; ${longTasks(tasks)}`);
  return `shown in ${said[0]!}\n    scrolling through: ${said[1]!}`;
}
