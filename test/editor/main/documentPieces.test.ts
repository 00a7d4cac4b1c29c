import { assertReadInPieces } from '../support/pieces';

// Of megabytes: test/editor/deep/largeDocuments.test.ts.
const texts = {
  'an empty document': '',
  'one line': 'One.',
  'line feeds': '\nOne.\n\n  Two 😀\n'.repeat(5_000),
  'line feeds and carriage returns': 'One.\r\n\r\n  größer 中文\r\n'.repeat(5_000),
  'one line of 400 kB': '{"a":[1,22,"😀"]},'.repeat(22_222),
  'a giant line among small ones': `One.\n\n${'x'.repeat(400_000)}\nTwo.\n${'y'.repeat(131_072)}\n`,
  '30,000 empty lines': '\n'.repeat(30_000),
};

describe('reading a document in pieces', () => {
  for (const [name, text] of Object.entries(texts)) {
    it(`gives the whole text of ${name}`, () => assertReadInPieces(name, text));
  }
});
