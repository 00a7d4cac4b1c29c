import { useLab } from './labSuite';

describe('the lab in a browser, under the pointer', () => {
  const lab = useLab();

  it('compares a word with the one that it is dragged to', async () => {
    await lab.open('dark');
    await lab.goTo('embeddings');
    const middle = async (word: string): Promise<{ x: number; y: number }> => {
      const box = (await lab.page.locator(`circle[data-word="${word}"]`).boundingBox())!;
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const [from, to] = [await middle('predicts'), await middle('few-shot')];
    await lab.page.mouse.move(from.x, from.y);
    await lab.page.mouse.down();
    await lab.page.mouse.move(to.x, to.y, { steps: 5 });
    await lab.page.mouse.up();
    await lab.page.waitForFunction(() => /“predicts” and “few-shot” have a similarity/.test(document.body.innerText));
  });
});
