import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../../../src/core/base/work';
import { readRange, rangeAround, wholeRange } from '../../../../../src/core/glossary/sense/documentText';
import type { TextDocument } from '../../../../../src/core/text/document';
import { decideAt } from '../../../../../src/core/glossary/sense/decide';
import { trustingModel } from '../../../../support/trustingModel';
import { readTermText } from '../../../../../src/core/glossary/find/termText';
import { Regions } from '../../../../../src/core/text/regions/regions';
import { textDocument } from '../../../../support/textDocument';
import { index } from '../glossary';

/** A document, and how many of its lines were read. */
function documentOf(text: string, languageId = 'markdown') {
  const lines = text.split(/\r?\n/);
  const asked = new Set<number>();
  const whole = textDocument(text, languageId, '/a/b.md');
  const document: TextDocument = {
    ...whole,
    lineAt: (line) => {
      asked.add(line);
      return whole.lineAt(line);
    },
  };
  const regions = new Regions(languageId, whole);
  Array.from(regions.prepare());
  return { document, regions, lines, asked };
}

describe('a stretch of a document', () => {
  const text = fc
    .array(fc.constantFrom('context window', '`code`', '# a', '', 'x'.repeat(50), '```', '// é 😀', '<!-- tokens -->'))
    .chain((lines) => fc.constantFrom('\n', '\r\n').map((eol) => lines.join(eol)));

  it('is what stands around a place, with what stands there as in the whole', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(120), (whole, place, reach) => {
        const { document, regions, lines } = documentOf(whole);
        const line = place % lines.length;
        const character = place % (lines[line]!.length + 1);
        const range = rangeAround(document, { line, character }, reach);
        const part = atOnce(readRange(document, range, regions));
        const offsetOf = (at: { line: number; character: number }): number =>
          lines.slice(0, at.line).reduce((sum, each) => sum + each.length + document.eol, at.character);
        const [from, to] = [offsetOf(range.start), offsetOf(range.end)];
        const at = offsetOf({ line, character });
        assert.equal(part.text, whole.slice(from, to));
        assert.ok(from === 0 || Math.abs(at - from - reach) < 3, `${at - from}, not ${reach}`);
        assert.ok(to === whole.length || Math.abs(to - at - reach) < 3, `${to - at}, not ${reach}`);
        const expected = atOnce(readTermText(whole, 'markdown')).regions.flatMap((region) => {
          const [start, end] = [Math.max(0, region.start - from), Math.min(to, region.end) - from];
          return start < end ? [{ ...region, start, end }] : [];
        });
        assert.deepEqual(part.regions, expected);
        assert.equal(part.head, from === 0 ? '' : lines.join('\n').concat('\n').slice(0, 2_000));
      }),
    );
  });

  it('is all of it', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const { document, regions } = documentOf(whole);
        const read = atOnce(readRange(document, wholeRange(document), regions));
        assert.deepEqual(read, atOnce(readTermText(whole, 'markdown')));
      }),
    );
  });

  it('reads no lines far from the place, in a document of many', () => {
    const { document, regions, asked } = documentOf('One line with a context window.\n'.repeat(200_000));
    const range = rangeAround(document, { line: 150_000, character: 20 }, 1_500);
    const part = atOnce(readRange(document, range, regions));
    assert.equal(decideAt(part, { index, sense: trustingModel }, 1_500)?.term.id, 'context-window');
    // Those of the head, too.
    assert.ok(asked.size < 200, `${asked.size} lines`);
  });

  it('joins what is read of a long line in pieces, and yields between them', () => {
    const whole = `${'words '.repeat(50_000)}\`code\` context window ${'words '.repeat(50_000)}`;
    const { document, regions } = documentOf(whole);
    const work = readRange(document, wholeRange(document), regions);
    let yields = 0;
    let step = work.next();
    for (; !step.done; step = work.next()) yields++;
    assert.ok(yields > 10, `${yields}`);
    assert.deepEqual(
      step.value.regions.map(({ kind, start, end }) => [kind, start, end]),
      [
        ['prose', 0, 300_000],
        ['code', 300_000, 300_006],
        ['prose', 300_006, whole.length],
      ],
    );
  });
});
