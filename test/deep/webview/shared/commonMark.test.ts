import { examples } from '../../../support/commonMark';
import { assertSameInPieces } from '../../../webview/shared/drawnStream';

describe('CommonMark in an answer', () => {
  for (const section of new Set(examples.map((each) => each.section))) {
    const own = examples.filter((each) => each.section === section);
    it(`is drawn alike where it comes in pieces, of which one is each letter: ${section}`, () => {
      // Others each time.
      for (let run = 0; run < 4; run += 1) {
        const begin = Math.floor(Math.random() * 1e9);
        assertSameInPieces(own.map(({ markdown, number }) => ({ markdown, number: begin + number })));
      }
    });
  }
});
