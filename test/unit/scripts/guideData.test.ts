import { DataCopy } from './dataCopy';

describe('the tables stop at a guide page', () => {
  const copy = new DataCopy();
  const page = 'guide/8-limits.md';

  for (const [what, address] of [
    ['a term', '../terms/tokn.md'],
    ['a family', '../families/gtp.md'],
    ['a page', 'limit.md'],
    ['a folder', '../terms/'],
    ['an insecure address', 'http://example.com'],
    ['a term of Object', '../terms/constructor.md'],
  ] as const) {
    it(`whose link to ${what} is dead`, () => {
      const line = copy.append(page, `See [this](${address}).`);
      copy.failsAt(page, line, new RegExp(`the link ${address.replaceAll('.', '\\.')} leads nowhere`));
    });
  }

  it('whose link has a title and leads nowhere', () => {
    const line = copy.append(page, 'See [this](../terms/tokn.md "a token").');
    copy.failsAt(page, line, /tokn\.md leads nowhere/);
  });

  it('whose link is a slip of the pen', () => {
    const line = copy.append(page, 'See [this](../terms/tokenizr.md).');
    copy.failsAt(page, line, /tokenizr\.md leads nowhere; did you mean "tokenizer"\?/);
  });

  it('whose number is taken', () => {
    copy.write('guide/8-more.md', '# More\n');
    copy.failsAt('guide/8-more.md', 1, /the number 8 is taken already, by data\/guide\/8-limits\.md/);
  });

  it('that has no number', () => {
    copy.write('guide/more.md', '# More\n');
    copy.failsAt('guide/more.md', 1, /the file of a page is called NUMBER-id\.md/);
  });

  it('without a title', () => {
    copy.write(page, 'Limits\n');
    copy.failsAt(page, 1, /a page starts with "# Title"/);
  });

  it('with a diagram that is not there, is called otherwise, or is a picture from elsewhere', () => {
    const missing = copy.append(page, '![The loop of prompt and tools](diagrams/tool-lop.svg)');
    copy.failsAt(page, missing, /there is no diagram "tool-lop"; did you mean "tool-loop"\?/);
    copy.restore(page);
    const renamed = copy.append(page, '![A loop](diagrams/tool-loop.svg)');
    copy.failsAt(page, renamed, /the diagram is called "The loop of prompt and tools"/);
    copy.restore(page);
    const elsewhere = copy.append(page, 'See ![this](https://example.com/x.png).');
    copy.failsAt(page, elsewhere, /a picture is a line like/);
  });

  it('whose diagram does not say what it shows', () => {
    const diagram = 'guide/diagrams/tool-loop.svg';
    copy.write(diagram, '<svg xmlns="http://www.w3.org/2000/svg"><title>Loop</title></svg>');
    copy.failsAt(diagram, 1, /begins with its <title> and its <desc>/);
  });

  it('that would have to show a diagram, but no page does', () => {
    const diagram = 'guide/diagrams/more.svg';
    copy.write(diagram, '<svg xmlns="http://www.w3.org/2000/svg"><title>More</title><desc>More.</desc></svg>');
    copy.failsAt(diagram, 1, /this diagram is on no page of the guide/);
  });

  it('that leads into the lab to a station that there is not', () => {
    const line = copy.append(page, "- [See it](try/lab/atention 'A text')");
    copy.failsAt(page, line, /the lab has no station "atention"; did you mean "attention"\?/);
  });

  for (const [what, text] of [
    ['neither the lab nor the playground', "- [See it](try/elsewhere 'A text')"],
    ['the playground without a prompt', '- [Ask](try/playground)'],
    ['the playground with a station', "- [Ask](try/playground/tokens 'A text')"],
    ['the lab without a station', "- [See it](try/lab 'A text')"],
    ['the lab from within a sentence', "See [it](try/lab/tokens 'A text')."],
  ] as const) {
    it(`that leads to ${what}`, () => {
      const line = copy.append(page, text);
      copy.failsAt(page, line, /something to try is a line like - \[Words\]/);
    });
  }
});
