import assert from 'node:assert/strict';
import { FrameThrottle } from '../../../src/webview/shared/markdownStream';
import { poll } from '../../support/poll';

describe('the throttle', () => {
  it('draws once for many requests, and again for one that came later', async () => {
    let drawings = 0;
    const throttle = new FrameThrottle(() => (drawings += 1));
    for (let i = 0; i < 50; i += 1) throttle.request();
    await poll('the first drawing', () => drawings > 0);
    assert.equal(drawings, 1);
    throttle.request();
    await poll('the second drawing', () => drawings === 2);
  });

  it('leaves what others have no time for to the frames after', () => {
    const clock = { now: 0 };
    const frames: string[] = [];
    const drawing = (name: string) =>
      new FrameThrottle(
        () => {
          clock.now += 15;
          frames.push(name);
        },
        () => clock.now,
      );
    // Frames by hand: happy-dom's have times of their own each.
    const { requestAnimationFrame } = globalThis;
    let waiting: FrameRequestCallback[] = [];
    globalThis.requestAnimationFrame = (callback) => waiting.push(callback);
    try {
      for (const name of ['a', 'b', 'c']) drawing(name).request();
      for (let at = 1; waiting.length > 0; at += 1) {
        const now = waiting;
        waiting = [];
        for (const callback of now) callback(at);
        frames.push('frame');
      }
    } finally {
      globalThis.requestAnimationFrame = requestAnimationFrame;
    }
    assert.deepEqual(frames, ['a', 'frame', 'b', 'frame', 'c', 'frame']);
  });
});
