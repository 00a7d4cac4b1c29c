import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { findOriginal, replaced, replacementOf } from '../../../../src/core/playground/originalText';
import { quoteSelection } from '../../../../src/core/playground/selectionMessage';
import type { Origin } from '../../../../src/core/playground/session/sessionSchema';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hashOf = (text: string): Promise<string> => Promise.resolve(sha256(text));

/** The message that a text was put into, and where that stood. */
function sent(text: string, range: Origin['range'], languageId = 'typescript') {
  const message = `Explain this.\n\n${quoteSelection({ place: 'src/a', languageId, pieces: [{ text }] })}\n\nBe brief.`;
  return { origin: { range, sha256: sha256(text) }, message };
}
const find = (document: string, { origin, message }: ReturnType<typeof sent>) =>
  findOriginal(document, origin, message, hashOf);

describe('the text that an answer is about', () => {
  it('is found where it was, whatever else of the document has changed, and its line ends', async () => {
    const about = sent('b();\nc();', [1, 0, 2, 4]);
    for (const document of ['a();\nb();\nc();\n', 'x\nb();\nc();\nb();\nc();', 'a();\r\nb();\r\nc();\r\n']) {
      assert.deepEqual(await find(document, about), { span: [1, 0, 2, 4], text: 'b();\nc();' });
    }
  });

  it('is found at the one place to which it has moved, in code and in prose', async () => {
    const code = sent('b();\nc();\n', [1, 0, 3, 0]);
    assert.deepEqual(await find('new\nnew\n  b();\nc();\nd();', code), { span: [2, 2, 4, 0], text: 'b();\nc();\n' });
    const prose = sent('One.\n\n```\n> Two.\n```\n\n', [0, 0, 6, 0], 'markdown');
    const moved = await find('# A\n\nOne.\n\n```\n> Two.\n```\n\nEnd', prose);
    assert.deepEqual(moved, { span: [2, 0, 8, 0], text: 'One.\n\n```\n> Two.\n```\n\n' });
  });

  it('is found by its hash among others in the same message', async () => {
    const [one, other] = [sent('one', [5, 0, 5, 3]), sent('other', [6, 0, 6, 5])];
    const message = `${one.message}\n\n${other.message}`;
    assert.deepEqual(await find('other, one', { ...other, message }), { span: [0, 0, 0, 5], text: 'other' });
    assert.deepEqual(await find('other, one', { ...one, message }), { span: [0, 7, 0, 10], text: 'one' });
  });

  it('is not guessed where it is gone, or there more than once and not where it was', async () => {
    const about = sent('b();', [1, 0, 1, 4]);
    assert.equal(await find('a();\nB();', about), 'gone');
    assert.equal(await find('a();', about), 'gone');
    assert.equal(await find('b();\n\nb();', about), 'several');
    assert.equal(await find('x\ny\nb();', { ...about, message: 'Explain this.' }), 'gone');
  });

  it('is replaced with as many line breaks at the end as it had', () => {
    assert.equal(replacementOf('a;\n', 'b;'), 'b;\n');
    assert.equal(replacementOf('a;', 'b;\r\nc;\r\n\r\n'), 'b;\nc;');
    assert.equal(replaced('one\r\ntwo three\r\nfour', [1, 4, 2, 2], '2\n3'), 'one\ntwo 2\n3ur');
    assert.equal(replaced('one', [0, 0, 0, 3], 'all'), 'all');
  });
});
