import assert from 'node:assert/strict';
import { pieceLength } from '../../../../../src/core/text/regions/scanLine';
import { allRegions, regionOf } from './regionsOf';

describe('a mark at the end of a piece of a long line', () => {
  for (const [languageId, text] of [
    ['typescript', 'a /* c */ b = "d" // e'],
    ['html', 'a <script>b</script> c <!-- d -->'],
    ['html', `a <code class="${'x'.repeat(190)}">b</code> c`],
    ['markdown', 'a ` b` c `` d ` e `` f'],
    ['python', 'a = """b""" # c'],
    ['csharp', 'a = """b"""; c'],
  ] as const) {
    it(`is read as in a short line of ${languageId}, wherever it is cut: ${text.slice(0, 40)}`, () => {
      const found = (before: number): string[] =>
        allRegions(languageId, ' '.repeat(before) + text)[0]!.map((region) => region.replace(/: +/, ': '));
      const short = found(1);
      assert.ok(short.length > 2);
      for (let cut = 1; cut < text.length; cut++) assert.deepEqual(found(pieceLength - cut), short, `cut at ${cut}`);
    });
  }
});

describe('the here-documents that one line begins', () => {
  const names = Array.from({ length: 11 }, (_, index) => `DOC${index + 1}`);
  const text = `cat ${names.map((name) => `<<${name}`).join(' ')}\n${names.map((name) => `in ${name}\n${name}\n`).join('')}# after`;

  it('are 10 at most: what follows is code again', () => {
    for (const name of names.slice(0, 10))
      assert.equal(regionOf('shellscript', text, `in ${name}`).kind, 'string', name);
    assert.equal(regionOf('shellscript', text, 'in DOC11').kind, 'code');
    assert.equal(regionOf('shellscript', text, 'after').kind, 'comment');
  });
});
