import assert from 'node:assert/strict';
import { readPrompt } from '../../../../../src/core/prompts/forms/readPrompt';
import { renderPrompt } from '../../../../../src/core/prompts/render/renderPrompt';

describe('a prompt with parts that are not read', () => {
  it('names the fields of messages that are not read', () => {
    const text = `{"temperature": 0, "messages": [
      {"role": "assistant", "content": null, "tool_calls": [1]},
      {"role": "user", "name": "a", "content": [{"type": "text", "text": "b", "cache_control": 2}, {"type": "image_url", "image_url": {"url": "c", "detail": 3}}]}]}`;
    assert.deepEqual(
      readPrompt('a.json', text).problems.map(({ rule, severity, span }) => [
        rule,
        severity,
        text.slice(span.start, span.end),
      ]),
      ['0', '[1]', '"a"', '2', '3'].map((value) => ['unread-part', 'warning', value]),
    );
  });

  it('is read where its JSON is nested without end, or its placeholders do not end', () => {
    const json = `[{"role":"user","content":${'['.repeat(20_000)}${']'.repeat(20_000)}}]`;
    const [problem] = readPrompt('a.json', json).problems;
    assert.deepEqual([problem?.severity, problem?.span], ['error', { start: 0, end: json.length }]);
    const open = '${input:a:'.repeat(20_000);
    assert.equal(renderPrompt(readPrompt('a.prompt.md', open), {}).messages.length, 1);
  });
});
