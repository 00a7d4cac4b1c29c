import assert from 'node:assert/strict';
import { usePages } from './browserPage';
import type { PageWindow } from './browserPage';

declare const window: PageWindow;

describe('Many files of a message in a browser', () => {
  const pages = usePages();

  it('end in sight: the newest, and what speaks against one @deep', async () => {
    const page = await pages.open(() => undefined, { viewport: { width: 500, height: 460 } });
    const isInSight = (selector: string): Promise<boolean> =>
      page.locator(selector).evaluate((element) => {
        const { left, top, height } = element.getBoundingClientRect();
        return element.contains(document.elementFromPoint(left + 4, top + height / 2));
      });
    await page.evaluate(() => {
      const blob = (at: number): string => String(at).padStart(64, '0');
      const attachments = Array.from({ length: 12 }, (_each, at) => ({
        ...{ blob: blob(at), mediaType: 'image/png', name: `picture-${at}.png`, bytes: 9_000, width: 8, height: 6 },
      }));
      window.host.changeDraft({ attachments });
    });
    await page.waitForFunction(() => document.querySelectorAll('[data-testid=attached]').length === 12);
    assert.ok(await isInSight('[data-testid=attached] >> nth=11'));
    assert.ok(!(await isInSight('[data-testid=attached] >> nth=2')));
    await page.evaluate(() => {
      const problem = 'It has too many pixels.';
      window.host.measured = { ...window.host.measured, files: [{ blob: '2'.padStart(64, '0'), problem }] };
      window.host.changeDraft({ message: 'What is this?' });
    });
    await page.getByTestId('file-problem').waitFor();
    assert.ok(await isInSight('[data-testid=file-problem]'));
    assert.ok(await isInSight('#message'));
  });
});

describe('The size of the next request in a browser', () => {
  const pages = usePages();

  it('leaves room for the words of where it goes', async () => {
    const page = await pages.open(
      ({ host }) => {
        const [provider] = host.providers;
        host.providers = [{ ...provider!, host: 'api.long-name.example' }];
        const size = { tokens: 5_000, window: 4_096, saidBy: 'Lender (VS Code)', uncounted: 1 };
        host.measured = { ...host.measured, size };
        host.changeDraft({ providerId: provider!.id, model: 'm' });
      },
      { viewport: { width: 640, height: 500 } },
    );
    await page.getByTestId('request-size').waitFor();
    const box = await page.getByTestId('destination').boundingBox();
    assert.ok(box && box.width > 100 && box.height < 60, JSON.stringify(box));
  });
});
