import assert from 'node:assert/strict';
import type { StationId } from '../../src/core/lab/stationIds';
import { faultsIn, fitsWidth } from './axe';
import { takePicture } from './browserPage';
import type { LabPages } from './labPages';
import { ids } from './labSuite';

// Checks that things have room in the lab. The functions given to `evaluate` run in the browser.

/** Room that VS Code leaves for a page in a window of 1400 × 900 pixels at 200 %. */
export const smallWindow = { width: 640, height: 348 };

/** Texts of the picture that end outside it. */
function outsideOfPicture(): string[] {
  const picture = document.querySelector('.stage > svg')!;
  const frame = picture.getBoundingClientRect();
  return [...picture.querySelectorAll('text')].flatMap((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const isOut = left < frame.left - 1 || right > frame.right + 1 || top < frame.top - 2 || bottom > frame.bottom + 2;
    return isOut ? [`“${text.textContent}” to ${Math.round(right - frame.left)} of ${Math.round(frame.width)}`] : [];
  });
}

/** Whether all that can be changed is in sight, and how many pixels of the picture's height are. Runs in the browser. */
function inSight(): { readonly controls: boolean; readonly picture: number } {
  const controls = document.querySelector('.controls')!.getBoundingClientRect();
  const picture = document.querySelector('.stage > svg')!.getBoundingClientRect();
  const isWhole = document.querySelector('.controls')!.scrollHeight <= controls.height + 1;
  return {
    controls: controls.top >= -1 && controls.bottom <= innerHeight && isWhole,
    picture: Math.round(Math.min(innerHeight, picture.bottom) - Math.max(controls.bottom, picture.top)),
  };
}

/** No text of a picture ends outside of it, in both sizes of type. */
export async function assertTextsInside(lab: LabPages, width: number): Promise<void> {
  const page = await lab.open({ width });
  for (const large of [false, true]) {
    if (large) await page.click('[data-testid="large"]');
    for (const id of ids) {
      await lab.goTo(page, id);
      await page.waitForSelector(`.stage > svg[font-size="${large ? 20 : 13}"]`);
      if (id === 'next-token') {
        await page.click('[data-control="draw"]');
        await page.getByText('Drawn 100 times').waitFor();
      }
      await takePicture(page, `layout-${id}-${width}${large ? '-large' : ''}.png`);
      assert.deepEqual(await page.evaluate(outsideOfPicture), [], id);
    }
  }
}

/** All that can be changed is in sight together with what it changes. */
export async function assertControlsInSight(lab: LabPages, { width, height }: typeof smallWindow): Promise<void> {
  const page = await lab.open({ width, height, theme: 'hc-light' });
  for (const id of ids) {
    await page.evaluate(() => window.scrollTo(0, 0));
    await lab.goTo(page, id);
    await takePicture(page, `short-${id}-${height}.png`);
    const top = await page.evaluate(inSight);
    assert.ok(top.controls && top.picture >= 90, `${id}: ${JSON.stringify(top)}`);
    // Whoever looks at the rest of the picture still has them.
    await page.evaluate(() => document.querySelector('figcaption')!.scrollIntoView({ block: 'end' }));
    await takePicture(page, `short-${id}-${height}-end.png`);
    const end = await page.evaluate(inSight);
    assert.ok(end.controls && end.picture >= 90, `${id}: ${JSON.stringify(end)}`);
  }
}

/** In a window that is not high nothing is wider than it, and of a station, or `thorough` of all, axe-core finds no fault. */
export async function assertAccessibleWhenLow(lab: LabPages, { isThorough = false } = {}): Promise<void> {
  const page = await lab.open(smallWindow);
  for (const [index, id] of ids.entries()) {
    await lab.goTo(page, id);
    await page.click('.about summary');
    assert.ok(await fitsWidth(page), id);
    if (isThorough || index === 0) assert.deepEqual(await faultsIn(page), [], id);
    await page.click('.about summary');
  }
}

/** Nothing on the page takes a time to change, and a picture stays as it is, for those who want nothing to move. */
export async function assertStill(lab: LabPages, stations: readonly StationId[]): Promise<void> {
  const page = await lab.open({ reducedMotion: 'reduce' });
  for (const id of stations) {
    await lab.goTo(page, id);
    const moving = await page.evaluate(() => {
      const all = [...document.querySelectorAll('*')].map((each) => getComputedStyle(each));
      const takesTime = (times: string): boolean => times.split(',').some((time) => parseFloat(time) > 0);
      return all.filter((of) => takesTime(of.transitionDuration) || of.animationName !== 'none').length;
    });
    assert.equal(moving, 0, id);
    const picture = (): Promise<string> => page.evaluate(() => document.querySelector('.stage')!.innerHTML);
    const before = await picture();
    await page.evaluate(async () => {
      for (let frame = 0; frame < 20; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    });
    assert.equal(await picture(), before, id);
  }
}
