import fc from 'fast-check';
import assert from 'node:assert/strict';
import { DocumentCount } from '../../../../../src/core/tokens/document/documentCount';
import { SelectionCount } from '../../../../../src/core/tokens/document/selectionCount';
import { ENCODING_NAMES } from '../../../../../src/core/catalog/encodingName';
import { isSafeSplit } from '../../../../../src/core/tokens/engine/safeSplit';
import { NO_LIMIT, unitSlice } from '../../../../../src/core/tokens/engine/slice';
import { engine } from '../../../../support/engines';
import { randomEdits } from '../../../../support/edits';
import { hostileText } from '../../../../support/texts';
import { tries } from '../../../../support/tries';
import { oracle } from '../oracles';

const { numRuns: EDITS, ...seed } = tries(300);
const EDITS_A_DOCUMENT = 50;

const contractions = "I don't think they've said he'll do what we're told, and it isn't what I'd do.\n".repeat(100);

for (const name of ENCODING_NAMES) {
  describe(`a document in ${name}`, function () {
    this.timeout(EDITS * 20 + 120_000);

    it(`counts as a full recount does after each of ${EDITS} edits, and so does a selection`, () => {
      const encoding = engine(name);
      fc.assert(
        fc.property(fc.integer(), fc.constantFrom(16, 64, 256), fc.boolean(), (seed, chunkUnits, isSliced) => {
          const edits = randomEdits(seed);
          let text = edits.start;
          const document = new DocumentCount(encoding, text, { chunkUnits, stretchUnits: chunkUnits * 2 });
          for (let edit = 0; edit < EDITS_A_DOCUMENT; edit++) {
            const changes = edits.next(text);
            for (const change of changes) {
              const after = change.rangeOffset + change.rangeLength;
              text = text.slice(0, change.rangeOffset) + change.text + text.slice(after);
            }
            document.applyChanges(changes);
            if (isSliced && edit % 3 > 0) document.step(unitSlice(40));
            else {
              document.step(NO_LIMIT);
              assert.deepEqual(document.tally, { tokens: encoding.count(text), exact: true });
            }
            const selections = edits.selections(text);
            const selected = new SelectionCount(document, selections);
            assert.ok(selected.step(NO_LIMIT));
            const expected = selections.reduce(
              (sum, { start, end }) => sum + encoding.count(text.slice(start, end)),
              0,
            );
            assert.deepEqual(selected.tally, { tokens: expected, exact: true });
          }
          assert.equal(document.chunks.text(), text);
        }),
        { numRuns: Math.ceil(EDITS / EDITS_A_DOCUMENT), ...seed },
      );
    });

    it('counts 100 lines of English with contractions as another tokenizer does', async () => {
      const tokens = (await oracle(name)(contractions)).length;
      for (const chunkUnits of [16, 64]) {
        const document = new DocumentCount(engine(name), contractions, { chunkUnits, stretchUnits: chunkUnits * 2 });
        document.step(NO_LIMIT);
        assert.deepEqual(document.tally, { tokens, exact: true }, `chunks of ${chunkUnits}`);
      }
    });

    it('adds up the counts on both sides of every safe split', () => {
      const encoding = engine(name);
      fc.assert(
        fc.property(hostileText, (text) => {
          const whole = encoding.count(text);
          for (let at = 1; at < text.length; at++) {
            if (!isSafeSplit(encoding.splitRule, text, at)) continue;
            const parts = encoding.count(text.slice(0, at), true) + encoding.count(text.slice(at), false);
            assert.equal(parts, whole, `cut at ${at}`);
          }
        }),
        { numRuns: EDITS, ...seed },
      );
    });
  });
}
