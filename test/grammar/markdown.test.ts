import assert from 'node:assert/strict';
import type { IGrammar } from 'vscode-textmate';
import { loadPromptGrammar, tokenize } from './tokenizer';

describe('prompt grammar: tags in Markdown', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadPromptGrammar();
  });

  function scopesOf(source: string, word: string): string {
    const token = tokenize(grammar, source)
      .flat()
      .find(({ text }) => text.includes(word));
    assert.ok(token, `no token holds ${word}`);
    return token.scopes;
  }

  const places: [place: string, source: string, scope: RegExp][] = [
    ['a heading', '## Review of {{name}}', /markup\.heading/],
    ['a list item', '- first\n  - {{name}}', /markup\.list\.unnumbered.*markup\.list\.unnumbered/],
    ['a numbered item', '1. {{name}}', /markup\.list\.numbered/],
    ['bold text', 'a **very {{name}} one**', /markup\.bold/],
    ['italic text', 'a *{{name}}*', /markup\.italic/],
    ['a quotation', '> {{name}}', /markup\.quote/],
    ['a table', '| a | b |\n|---|---|\n| x | {{name}} |', /markup\.table/],
    ['a code span', 'run `a {{name}} b` now', /markup\.inline\.raw/],
    ['the target of a link', '[text]({{name}})', /markup\.underline\.link/],
    ['the text of a link', '[a {{name}}](https://example.com)', /meta\.link\.inline/],
    ['an HTML attribute', '<document id="{{name}}">', /meta\.attribute/],
    ['a fence without a language', '```\n{{name}}\n```', /markup\.fenced_code/],
    ['a JSON string in a fence', '```json\n{ "a": "{{name}}" }\n```', /meta\.embedded\.block\.json.*string/],
  ];
  for (const [place, source, scope] of places) {
    it(`colours a tag in ${place} and keeps the scope of the place`, () => {
      assert.match(scopesOf(source, 'name'), scope);
      assert.match(scopesOf(source, 'name'), /meta\.embedded\.inline\.handlebars variable\.other\.readwrite/);
    });
  }

  it('takes # for a heading, not for a comment', () => {
    assert.match(scopesOf('# Task', 'Task'), /^markup\.heading/);
    assert.doesNotMatch(scopesOf('# Task', 'Task'), /comment/);
  });

  it('colours a fence in its language and stops at its end, whatever is unbalanced inside', () => {
    const source = '```json\n{ "a": "{{name}}, [\n```\n# Task';
    assert.match(scopesOf(source, '"'), /meta\.embedded\.block\.json/);
    assert.match(scopesOf(source, 'Task'), /^markup\.heading/);
  });

  it('ends a fence that nobody closed at the next role', () => {
    for (const fence of ['```', '```python\nx = """', '~~~', '<!--']) {
      assert.match(scopesOf(`${fence}\ncode\n{{role "user"}}\n# Task`, 'Task'), /^markup\.heading/);
    }
  });

  it('goes on after a closed fence', () => {
    const source = '```\na\n```\n- item\n\n```\nb\n```\n# Task';
    assert.match(scopesOf(source, 'item'), /^markup\.list/);
    assert.match(scopesOf(source, 'b'), /^markup\.fenced_code/);
    assert.match(scopesOf(source, 'Task'), /^markup\.heading/);
  });

  it('ends an unclosed < with its line', () => {
    assert.match(scopesOf('if a <b then {{c\n# Task', 'Task'), /^markup\.heading/);
  });

  it('does not take the indented inside of a block helper for code', () => {
    assert.doesNotMatch(scopesOf('{{#if a}}\n    inside\n{{/if}}', 'inside'), /markup\.raw/);
  });

  it('keeps text plain where braces stand alone', () => {
    assert.equal(scopesOf('a { b } c', 'b'), 'meta.paragraph.markdown');
  });
});
