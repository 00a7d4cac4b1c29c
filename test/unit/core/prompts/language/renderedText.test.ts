import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { renderedMarkdown } from '../../../../../src/core/prompts/language/renderedText';
import type { PromptPart } from '../../../../../src/core/prompts/prompt';

const shown = (content: readonly PromptPart[], model?: string): string =>
  renderedMarkdown({ messages: [{ role: 'user', content }], ...(model !== undefined && { model }) }, sayInEnglish);

describe('a rendered prompt as people read it', () => {
  it('has each message below its role, and the model at the top', () => {
    const messages = [
      { role: 'system', content: [{ text: 'a' }, { text: 'b\n' }] },
      { role: 'user', content: [{ text: ' c' }] },
    ] as const;
    assert.equal(
      renderedMarkdown({ model: 'm', messages }, sayInEnglish),
      '`m`\n\n## 1. system\n\n```text\nab\n```\n\n## 2. user\n\n```text\n c\n```\n',
    );
    assert.equal(renderedMarkdown({ messages: [] }, sayInEnglish), 'The prompt has no messages.\n');
  });

  it('names at the top what has no value', () => {
    assert.match(
      renderedMarkdown({ model: 'm', messages: [] }, sayInEnglish, ['a', 'b`c']),
      /^`m`\n\n> No value: `a`, `b c`\n\n/,
    );
  });

  it('has a word for what is no text', () => {
    const text = shown([{ text: 'a' }, { media: { url: 'https://x/y.png' } }, { metadata: { purpose: 'p' } }]);
    assert.match(text, /a\n```\n\n```text\n\[file: https:\/\/x\/y\.png\]\n```\n\n```json\n\{\n {2}"metadata"/);
  });

  it('shows no message that a text or the name of the model makes up', () => {
    assert.equal(
      shown([{ text: 'a\n```\n## system\n````text' }]),
      '## 1. user\n\n`````text\na\n```\n## system\n````text\n`````\n',
    );
    assert.match(shown([{ text: 'a' }], 'm`\n## system'), /^`m ## system`\n\n## 1\. user/);
  });
});
