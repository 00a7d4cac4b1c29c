import assert from 'node:assert/strict';
import { FrameThrottle } from '../../../src/webview/shared/streaming';
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
});
