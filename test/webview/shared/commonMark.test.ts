import assert from 'node:assert/strict';
import { examples } from '../../support/commonMark';
import { exceptions } from './commonMarkExceptions';
import { assertSameInPieces, wholeElement } from './drawnStream';
import { drawnForm, expectedForm } from './markdownForm';

const isException = new Set(exceptions.flatMap(([, numbers]) => numbers));

describe('CommonMark in an answer', () => {
  it('has the examples of the specification', () => assert.equal(examples.length, 652));

  for (const section of new Set(examples.map((each) => each.section))) {
    const own = examples.filter((each) => each.section === section);
    const excepted = own.filter(({ number }) => isException.has(number));
    it(`is drawn as the specification says: ${section}, ${own.length - excepted.length} of ${own.length}`, () => {
      const others = own.filter(({ markdown, html }) => drawnForm(wholeElement(markdown)) !== expectedForm(html));
      assert.deepEqual(
        others.map(({ number }) => number),
        excepted.map(({ number }) => number),
      );
    });
  }

  // A part of them, always cut alike: test/deep/webview has all.
  it('is drawn alike where it comes in pieces', () =>
    assertSameInPieces(examples.filter(({ number }) => number % 8 === 0)));
});

/** Markdown of GitHub, which the specification of CommonMark does not have, and what is expected of it. */
const ofGitHub: Readonly<Record<string, readonly [markdown: string, html: string]>> = {
  'a table': [
    '| a | b |\n| --- | :-: |\n| 1 | **2** |\n',
    '<table><thead><tr><th>a</th><th align="center">b</th></tr></thead><tbody><tr><td>1</td><td align="center"><strong>2</strong></td></tr></tbody></table>',
  ],
  'a table without pipes at its sides': [
    'a | b\n-|-:\n1 | 2\n',
    '<table><thead><tr><th>a</th><th align="right">b</th></tr></thead><tbody><tr><td>1</td><td align="right">2</td></tr></tbody></table>',
  ],
  'a table without rows': ['| a |\n|---|\n', '<table><thead><tr><th>a</th></tr></thead></table>'],
  'a cell with a pipe in it': [
    '| a |\n|---|\n| `x \\| y` \\| z |\n',
    '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td><code>x | y</code> | z</td></tr></tbody></table>',
  ],
  'rows with too few and too many cells': [
    '| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n',
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td></td></tr><tr><td>1</td><td>2</td></tr></tbody></table>',
  ],
  'a table that ends where another block begins': [
    '| a |\n|---|\n| 1 |\n> q\n',
    '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table><blockquote><p>q</p></blockquote>',
  ],
  'no table, where the cells of its second line are other ones': ['| a | b |\n|---|\n', '<p>| a | b | |---|</p>'],
  'words that are struck through': ['~~Hi~~ Hello, ~there~!\n', '<p><del>Hi</del> Hello, <del>there</del>!</p>'],
  'tildes that end in another paragraph': ['This ~~has\n\nan end~~.\n', '<p>This ~~has</p><p>an end~~.</p>'],
  'three tildes': ['This is ~~~not~~~ it.\n', '<p>This is ~~~not~~~ it.</p>'],
  tasks: [
    '- [ ] a\n- [x] b\n',
    '<ul><li><input type="checkbox"> a</li><li><input type="checkbox" checked> b</li></ul>',
  ],
  'an address in a text': [
    'See www.a.test, https://a.test/b_c. And me@a.test!\n',
    '<p>See <a href="http://www.a.test">www.a.test</a>, <a href="https://a.test/b_c">https://a.test/b_c</a>. And <a href="mailto:me@a.test">me@a.test</a>!</p>',
  ],
  'an address in brackets': [
    '(https://a.test/b_(c)) and https://a.test/?q=a&hl=en)\n',
    '<p>(<a href="https://a.test/b_(c)">https://a.test/b_(c)</a>) and <a href="https://a.test/?q=a&amp;hl=en">https://a.test/?q=a&amp;hl=en</a>)</p>',
  ],
};

describe('Markdown of GitHub in an answer', () => {
  for (const [name, [markdown, html]] of Object.entries(ofGitHub)) {
    it(`is drawn as it is there: ${name}`, () => {
      assert.equal(drawnForm(wholeElement(markdown)), expectedForm(html));
      assertSameInPieces([{ markdown, number: 1 }]);
    });
  }
});
