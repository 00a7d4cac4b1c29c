import assert from 'node:assert/strict';
import { useLab } from './labSuite';

// How long a frame takes is printed by `npm run bench`. Here drawings are counted.

describe('the lab in a browser, under the pointer', () => {
  const lab = useLab();

  it('compares a word with the one that it is dragged to @deep', async () => {
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

  const frames = 20;
  it('draws no more than once a frame while a slider is dragged @deep', async () => {
    await lab.open('dark');
    for (const [station, slider] of [
      ['tokens', 'step'],
      ['attention', 'token'],
      ['next-token', 'temperature'],
      ['generation', 'step'],
      ['context-window', 'window'],
      ['hallucination', 'word'],
    ] as const) {
      await lab.goTo(station);
      const drawings = await lab.page.evaluate(drawingsOfDrag, { slider, frames });
      assert.ok(drawings > 1 && drawings <= frames, `${drawings} of ${slider} of ${station}`);
    }
  });
});

/** Moves a slider through all its range in so many frames, and counts how often the picture is drawn. Runs in the browser. */
async function drawingsOfDrag(given: { readonly slider: string; readonly frames: number }): Promise<number> {
  const parts = 4;
  const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame);
  await nextFrame();
  let drawings = 0;
  const observer = new MutationObserver(() => (drawings += 1));
  observer.observe(document.querySelector('.stage')!, { subtree: true, childList: true, attributes: true });
  const slider = document.querySelector<HTMLInputElement>(`[data-control="${given.slider}"]`)!;
  const [min, max] = [Number(slider.min), Number(slider.max)];
  // The pointer tells more often than the screen can show.
  for (let part = 1; part <= given.frames * parts; part += 1) {
    slider.value = String(min + ((max - min) * part) / (given.frames * parts));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await (part % parts === 0 ? nextFrame() : undefined);
  }
  observer.disconnect();
  return drawings;
}
