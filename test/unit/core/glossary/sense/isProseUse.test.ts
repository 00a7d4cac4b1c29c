import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import { isProseUse } from '../../../../../src/core/glossary/sense/isProseUse';
import { decideAll } from '../../../../../src/core/glossary/sense/decide';
import { trustingModel } from '../../../../support/trustingModel';
import { readTermText } from '../../../../../src/core/glossary/find/termText';
import { index } from '../glossary';

/** The terms of one line, those that stand as words marked with `+`. */
function marked(line: string, languageId: string): string[] {
  const decisions = atOnce(decideAll(atOnce(readTermText(line, languageId)), { index, sense: trustingModel }));
  return decisions.map((decision) => {
    const { start, end } = decision;
    const place = { before: line.slice(0, start), written: line.slice(start, end), after: line.slice(end), languageId };
    return `${isProseUse(decision, place) ? '+' : '-'}${place.written}`;
  });
}

const asWords = (line: string, languageId: string): string[] =>
  marked(line, languageId).filter((word) => word.startsWith('+'));

describe('a term stands as words', () => {
  it('in prose and in comments, in every spelling that its entry has', () => {
    assert.deepEqual(marked('The context window holds tokens; LoRA is cheap, LLMs are not.', 'plaintext'), [
      ...['+context window', '+tokens', '+LoRA', '+LLMs'],
    ]);
    assert.deepEqual(marked('call(); // counts the tokens of a prompt', 'typescript'), ['+tokens', '+prompt']);
    assert.deepEqual(marked('x = 1  # the context window', 'python'), ['+context window']);
    assert.deepEqual(marked('**Tokens** and *prompts* (tokens).', 'markdown'), ['+Tokens', '+prompts', '+tokens']);
    assert.deepEqual(marked('/** @returns tokens of the prompt */', 'typescript'), ['+tokens', '+prompt']);
  });

  it('not in code, and not in strings of code', () => {
    const code = 'const contextWindow = count("The context window in tokens", `LLM`); systemPrompt();';
    assert.ok(marked(code, 'typescript').length > 0);
    assert.deepEqual(asWords(code, 'typescript'), []);
    assert.deepEqual(asWords('Use `context window` here.', 'markdown'), []);
  });

  const names = {
    'parts of longer names': '// nextContextWindow, context_window, contextWindow',
    'fields and calls':
      '// client.prompt, prompt.length, prompt(), prompts[0], --prompt, $prompt, Prompt::new, prompt=1',
    'code spans in comments': '// the `prompt` and `a prompt b`',
    'names behind tags': '/** @param prompt x @property {string} [prompt] {@link prompt} @type {prompt */',
  };
  for (const [what, line] of Object.entries(names)) {
    it(`not as names of code: ${what}`, () => {
      assert.ok(marked(line, 'typescript').length > 0);
      assert.deepEqual(asWords(line, 'typescript'), []);
    });
  }

  it('not as the parameter of a docstring, but in what is said of it', () => {
    assert.deepEqual(asWords('# :param prompt: the prompt', 'python'), ['+prompt']);
  });

  it('not in headings and links of Markdown, which lead somewhere by themselves', () => {
    for (const line of [
      '## The context window',
      '[the prompt](x.md)',
      '[x](prompt.md)',
      '[the prompt][x]',
      '[x]: prompt',
    ]) {
      assert.deepEqual(asWords(line, 'markdown'), [], line);
    }
    assert.deepEqual(asWords('[x](y.md) and the prompt [z](y.md)', 'markdown'), ['+prompt']);
  });
});
