import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode } from 'gpt-tokenizer/encoding/o200k_base';
import { encodedText } from '../../../src/core/tokens/encodedText';
import { engine } from './engines';
import { spanBytes, tokenSpans } from '../../../src/core/tokens/spans';
import { encodings, hostileText } from './text';

describe('token spans', () => {
  for (const encoding of encodings) {
    it(`tile any text in ${encoding}, and their bytes are those of the text`, function () {
      this.timeout(20_000);
      const encoder = engine(encoding);
      fc.assert(
        fc.property(hostileText, (text) => {
          const { byteLengths } = encodedText(encoder, text);
          const spans = tokenSpans(text, byteLengths);
          assert.equal(spans.map(({ start, end }) => text.slice(start, end)).join(''), text);
          let at = 0;
          let token = 0;
          for (const span of spans) {
            assert.ok(span.start === at && span.end > at, 'a span is empty or leaves a gap');
            assert.equal(span.first, token);
            const bytes = Buffer.concat(spanBytes(text, byteLengths, span));
            assert.equal(bytes.toString('hex'), Buffer.from(text.slice(span.start, span.end)).toString('hex'));
            at = span.end;
            token += span.tokens;
          }
          assert.equal(token, byteLengths.length);
        }),
        { numRuns: 2_000 },
      );
    });
  }

  it('hold the text of their token', () => {
    const encoder = engine('o200k_base');
    const text = 'The model reads tokens, not words: 12345 of them.\n\n  const x = "日本語";\n';
    const { ids, byteLengths } = encodedText(encoder, text);
    const spans = tokenSpans(text, byteLengths);
    assert.deepEqual(
      spans.map(({ start, end }) => text.slice(start, end)),
      [...ids].map((id) => decode([id])),
    );
  });

  it('join tokens that meet inside a character', () => {
    const encoder = engine('cl100k_base');
    const text = 'a🫠b';
    const { byteLengths } = encodedText(encoder, text);
    const spans = tokenSpans(text, byteLengths);
    const emoji = spans.find(({ start }) => start === 1);
    assert.ok(emoji && emoji.tokens > 1, 'the emoji is one token here: choose a rarer one');
    assert.equal(emoji.end, 3);
    assert.equal(spanBytes(text, byteLengths, emoji).length, emoji.tokens);
  });

  it('refuse tokens of another text', () => {
    assert.throws(() => tokenSpans('abc', Uint32Array.of(2)), RangeError);
    assert.throws(() => tokenSpans('é', Uint32Array.of(1)), RangeError);
    assert.throws(() => tokenSpans('abc', Uint32Array.of(4)), RangeError);
  });
});
