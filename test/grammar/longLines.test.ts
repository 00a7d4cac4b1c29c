import assert from 'node:assert/strict';
import { INITIAL } from 'vscode-textmate';
import type { IGrammar } from 'vscode-textmate';
import { loadPromptGrammar, tokenize } from './tokenizer';

/** Parts that a line repeats, with a start that stands before them. A search that begins anew at every part takes minutes. */
const hostile: [what: string, start: string, part: string, end?: string][] = [
  ['words in a tag that goes on from the line above', '{{name\na=1 ', 'b '],
  ['one word in such a tag', '{{name\n', 'a', '}}'],
  ['blanks in such a tag', '{{name\n', ' ', '}}'],
  ['words in an unescaped tag that goes on', '{{{name\na=1 ', 'b '],
  ['closed tags', '', '{{a}} '],
  ['closed tags before a long rest', '{{a}}'.repeat(5000), 'a '],
  ['unclosed tags', '', '{{a '],
  ['unclosed comments', '', '{{!--'],
  ['open parentheses', '{{a ', '(b '],
  ['open quotation marks', '{{a ', '"b '],
  ['open property brackets', '{{', '[', '}}'],
  ['names with dots', '{{', 'a.', '}}'],
  ['unclosed bold', '', '**a '],
  ['unclosed italics', '', '_a '],
  ['unclosed bold after a few lines of a list', '- a\n  b\n  ', '**a '],
  ['unclosed bold in a quotation', '> a\n> ', '**a '],
  ['unclosed bold in a table', '| a |\n|---|\n| ', '**a '],
  ['unclosed bold after a fence', '```\na\n```\n', '**a '],
  ['nested quotations', '', '> '],
  ['open brackets', '', '['],
  ['open brackets before tags', '', '[{{a'],
  ['unclosed bold and HTML', '', '**a <b '],
  ['code spans with tags', '', '`a {{b}} '],
  ['cells', '', '| a '],
  ['words after <<< in the front matter', '---\nmodel: a\n<<<dotprompt:', 'role '],
  ['brackets in the front matter', '---\n', '['],
  ['mappings in the front matter', '---\na: b\n', '{a: '],
  ['parentheses in a schema', '---\nschema:\n  ', 'a('],
];

/** Far above what linear work takes on a busy machine, far below the minutes of quadratic work. */
const hangMs = 60_000;

describe('prompt grammar: long lines', function () {
  this.timeout(2 * hangMs);
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadPromptGrammar();
  });

  for (const [what, start, part, end = ''] of hostile) {
    it(`gets through 100,000 characters of ${what}`, () => {
      let state = INITIAL;
      for (const line of `${start}${part.repeat(100_000 / part.length)}${end}`.split('\n')) {
        // VS Code calls this method, too. It gives up between two searches once the time is over.
        const { ruleStack, stoppedEarly } = grammar.tokenizeLine2(line, state, hangMs);
        assert.equal(stoppedEarly, false);
        state = ruleStack;
      }
    });
  }

  /** The scopes of the first token that holds `word`. */
  const scopesOf = (source: string, word: string): string | undefined =>
    tokenize(grammar, source)
      .flat()
      .find(({ text }) => text.includes(word))?.scopes;

  it('still sees Markdown in a paragraph of 2,000 words with 45 bold ones', () => {
    const paragraph = `${'some words and more of them '.repeat(8)} **strong** `.repeat(45);
    const strong = tokenize(grammar, paragraph)
      .flat()
      .filter(({ scopes }) => /markup\.bold/.test(scopes) && !/punctuation/.test(scopes));
    assert.equal(strong.length, 45);
  });

  it('leaves a line with 100 marks plain, but for its tags, and goes on after it', () => {
    const source = `- item\n${'*a* '.repeat(60)} {{name}}\n# Task\n- **bold**`;
    assert.equal(scopesOf(source, '*a*'), 'meta.paragraph.crowded.ai-prompt');
    assert.match(scopesOf(source, 'name') ?? '', /meta\.embedded\.inline\.handlebars variable/);
    assert.match(scopesOf(source, 'Task') ?? '', /markup\.heading/);
    assert.match(scopesOf(source, 'bold') ?? '', /markup\.list.*markup\.bold/);
  });

  it('leaves a line with 100 marks in a fence to the language of the fence, in a list too', () => {
    const json = `[${'"a_b", '.repeat(150)}"zz"]`;
    for (const [before, indent] of [
      ['', ''],
      ['- item\n', '  '],
      ['- ', '  '],
    ] as const) {
      const fence = `\`\`\`json\n${indent}${json}\n${indent}\`\`\`\n# Task`;
      const source = `${before}${before === '- item\n' ? indent : ''}${fence}`;
      assert.match(scopesOf(source, 'zz') ?? '', /meta\.embedded\.block\.json.*string/, source.slice(0, 20));
      assert.match(scopesOf(source, 'Task') ?? '', /^markup\.heading/, source.slice(0, 20));
    }
  });

  it('follows a tag out of a line with 100 marks into the next', () => {
    const source = `${'*a* '.repeat(60)}{{> card\n  size=2\n}}\n# Task`;
    assert.match(scopesOf(source, 'size') ?? '', /entity\.other\.attribute-name/);
    assert.match(scopesOf(source, 'Task') ?? '', /^markup\.heading/);
  });

  it('takes the text of a front matter line of 1,000 characters for a string, and reads YAML again below it', () => {
    const source = `---\nmodel: a\ndescription: ${'very long '.repeat(120)}\nconfig:\n  temperature: 0.5\n---\n# Task`;
    assert.match(scopesOf(source, 'description') ?? '', /frontmatter.*entity\.name\.tag\.yaml/);
    assert.match(scopesOf(source, 'very long') ?? '', /frontmatter.*string\.unquoted/);
    assert.match(scopesOf(source, 'temperature') ?? '', /frontmatter.*entity\.name\.tag\.yaml/);
    assert.match(scopesOf(source, '0.5') ?? '', /frontmatter.*constant\.numeric/);
    assert.match(scopesOf(source, 'Task') ?? '', /^markup\.heading/);
  });
});
