import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { usePages } from './browserPage';
import type { PageWindow } from './browserPage';

/** The model has called a tool, and there is a schema, too. */
function prepare({ host }: PageWindow): void {
  const [provider] = host.providers;
  host.providers = [{ ...provider!, can: { ...provider!.can, tools: { errors: true } } }];
  host.changeDraft({
    ...{ providerId: provider!.id, model: 'gpt-5.1', toolMocks: '{"find": 1}' },
    ...{ tools: '[{"name":"find"},{"name":"open_a_file_at_a_path"}]', schema: '{"title":"sum"}' },
  });
  const { answerId: node } = host.addTurn({});
  host.apply({ type: 'partStarted', node, index: 0, part: { type: 'tool-call', id: 'a', name: 'find', input: '{}' } });
  host.end(undefined, node);
}

/** Where the words of an element stand, from the left of the page. */
const wordsOf = (page: Page, testId: string): Promise<{ from: number; to: number; lines: number }> =>
  page.getByTestId(testId).evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element.closest('label') ?? element);
    const { left, right, height } = range.getBoundingClientRect();
    return { from: left, to: right, lines: Math.round(height / 20) };
  });

describe('Tools in the page', () => {
  const pages = usePages();

  for (const width of [1_400, 350]) {
    it(`take one line with their choice and mocks, and an error has its words, at ${width}`, async () => {
      const page = await pages.open(prepare);
      await page.setViewportSize({ width, height: 700 });
      const chip = await page.getByTestId('tools-line').boundingBox();
      assert.ok(chip && chip.height < 40 && chip.width < 420 && chip.x + chip.width <= width, JSON.stringify(chip));
      const remove = await page.getByTestId('remove-tools').boundingBox();
      assert.ok(remove && remove.x > chip.x && remove.x + remove.width <= chip.x + chip.width);
      const schema = await page.getByTestId('remove-schema').boundingBox();
      assert.equal(schema && schema.y < chip.y + chip.height, width === 1_400);
      const box = await page.getByTestId('tool-error-0').boundingBox();
      const { from, to, lines } = await wordsOf(page, 'tool-error-0');
      assert.ok(box && box.width < 30, JSON.stringify(box));
      assert.ok(
        from < box.x + 30 && to > box.x + 80 && to <= width && lines === 1,
        JSON.stringify({ from, to, lines }),
      );
    });
  }

  it('begin with buttons in one line of the settings', async () => {
    const page = await pages.open(({ host }) => host.changeDraft({ model: 'gpt-5.1' }));
    await page.setViewportSize({ width: 1_400, height: 700 });
    await page.getByTestId('settings').click();
    const boxes = await Promise.all(
      ['choose-preset', 'add-schema', 'edit-tools'].map((id) => page.getByTestId(id).boundingBox()),
    );
    assert.equal(new Set(boxes.map((box) => box?.y)).size, 1, JSON.stringify(boxes));
    assert.ok(boxes.every((box) => box && box.width < 200));
  });
});
