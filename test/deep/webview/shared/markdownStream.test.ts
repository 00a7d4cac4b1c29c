import { assertSameAtOnce, assertSameHoweverCut } from '../../../webview/shared/drawnStream';

// Others each time: test/webview/shared/markdownStream.test.ts has a few that are always the same.

describe('a streaming answer', () => {
  it('looks the same in the end however it was cut into deltas', () => {
    assertSameHoweverCut({ numRuns: 150 });
  });

  it('looks the same in the end whether it came at once, so that it waits, or in pieces', () => {
    assertSameAtOnce({ numRuns: 5 });
  });
});
