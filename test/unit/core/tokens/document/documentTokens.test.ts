import fc from 'fast-check';
import assert from 'node:assert/strict';
import { DocumentCount } from '../../../../../src/core/tokens/document/documentCount';
import { tokensOf } from '../../../../../src/core/tokens/document/documentTokens';
import type { DocumentTokens } from '../../../../../src/core/tokens/document/documentTokens';
import { ENCODING_NAMES } from '../../../../../src/core/catalog/encodingName';
import { NO_LIMIT } from '../../../../../src/core/tokens/engine/slice';
import { bytesOf, drawnSpans } from '../../../../../src/core/tokens/shown/drawnSpans';
import { randomEdits } from '../../../../support/edits';
import { engine } from '../../../../support/engines';
import { hostileText } from '../../../../support/texts';

const settled = (name: (typeof ENCODING_NAMES)[number], text: string): DocumentCount => {
  const document = new DocumentCount(engine(name), text, { chunkUnits: 16, stretchUnits: 64 });
  document.step(NO_LIMIT);
  return document;
};

const idsOf = ({ ids }: DocumentTokens): number[] => Array.from(ids);

for (const name of ENCODING_NAMES) {
  describe(`the tokens of a part of a document in ${name}`, () => {
    it('are those that the whole document has there, with their number', () => {
      fc.assert(
        fc.property(hostileText, fc.nat(200), fc.nat(200), (text, at, length) => {
          const document = settled(name, text);
          const start = Math.min(at, text.length);
          const end = Math.min(text.length, start + length);
          const part = tokensOf(document, { start, end });
          const all = Array.from(engine(name).encode(text));
          assert.ok(part.exact);
          assert.ok(part.start <= start && part.end >= end);
          assert.deepEqual(idsOf(part), all.slice(part.tokensBefore, part.tokensBefore + part.ids.length));
        }),
        { numRuns: 300 },
      );
    });

    it('are still those after edits', () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const edits = randomEdits(seed);
          let text = edits.start;
          const document = settled(name, text);
          for (let edit = 0; edit < 10; edit++) {
            const changes = edits.next(text);
            for (const { rangeOffset, rangeLength, text: insert } of changes) {
              text = text.slice(0, rangeOffset) + insert + text.slice(rangeOffset + rangeLength);
            }
            document.applyChanges(changes);
          }
          document.step(NO_LIMIT);
          const part = tokensOf(document, { start: 0, end: text.length });
          assert.deepEqual(idsOf(part), Array.from(engine(name).encode(text)));
          assert.equal(part.tokensBefore, 0);
        }),
        { numRuns: 60 },
      );
    });

    it('are drawn as boxes that cover the text once, with the bytes of each token', () => {
      fc.assert(
        fc.property(hostileText, (text) => {
          const part = tokensOf(settled(name, text), { start: 0, end: text.length });
          let end = 0;
          let tokens = 0;
          for (const span of drawnSpans(part)) {
            assert.equal(span.start, end);
            assert.ok(span.end > span.start);
            const expected = idsOf(part).slice(span.first, span.first + span.tokens);
            assert.deepEqual(
              bytesOf(part, span).map((bytes) => Array.from(bytes)),
              expected.map((id) => Array.from(engine(name).tokenBytes(id))),
            );
            end = span.end;
            tokens += span.tokens;
          }
          assert.equal(end, text.length);
          assert.equal(tokens, part.ids.length);
        }),
        { numRuns: 300 },
      );
    });
  });
}

describe('the tokens of a part of a document', () => {
  const giant = '🙂a'.repeat(100_000);

  it('are there for a part of a stretch without end, and said not to be exact', () => {
    const document = settled('o200k_base', 'Before. ' + 'a'.repeat(300_000));
    const part = tokensOf(document, { start: 150_000, end: 150_100 });
    assert.equal(part.exact, false);
    assert.ok(part.start > 100_000 && part.start <= 150_000 && part.end >= 150_100 && part.end < 200_000);
    const share = part.tokensBefore / document.tally.tokens;
    assert.ok(share > 0.4 && share < 0.5, `${share} of the tokens are in front`);
  });

  it('never begin or end inside a character', () => {
    const document = new DocumentCount(engine('gemma3'), giant);
    document.step(NO_LIMIT);
    for (let at = 150_000; at < 150_006; at++) {
      const { start, end } = tokensOf(document, { start: at, end: at + 10 });
      assert.doesNotThrow(() => encodeURIComponent(giant.slice(start, end)));
    }
  });

  it('are none in an empty document', () => {
    assert.deepEqual(idsOf(tokensOf(settled('o200k_base', ''), { start: 0, end: 0 })), []);
  });
});
