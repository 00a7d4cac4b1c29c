import assert from 'node:assert/strict';
import { idFor, providerOf } from '../../../../../src/core/evals/suite/providerIds';

/** Who is asked for an id of promptfoo's: the preset, the model, and the API where the id decides it. */
const asked: readonly (readonly [id: string, preset: string, model: string, dialect?: string])[] = [
  ['openai:gpt-4o', 'openai', 'gpt-4o', 'chat-completions'],
  ['openai:chat:gpt-4o', 'openai', 'gpt-4o', 'chat-completions'],
  ['openai:responses:gpt-5', 'openai', 'gpt-5', 'responses'],
  ['openai:chat:ft:gpt-4o:me::1', 'openai', 'ft:gpt-4o:me::1', 'chat-completions'],
  ['anthropic:claude-x', 'anthropic', 'claude-x'],
  ['anthropic:messages:claude-x', 'anthropic', 'claude-x'],
  ['google:gemini-x', 'gemini', 'gemini-x'],
  ['palm:gemini-x', 'gemini', 'gemini-x'],
  ['vertex:gemini-x', 'vertex', 'gemini-x'],
  ['mistral:m', 'mistral', 'm'],
  ['deepseek:m', 'deepseek', 'm'],
  ['xai:m', 'xai', 'm'],
  ['xai:responses:m', 'xai', 'm', 'responses'],
  ['groq:a/b', 'groq', 'a/b'],
  ['groq:responses:m', 'groq', 'm', 'responses'],
  ['openrouter:a/b:free', 'openrouter', 'a/b:free'],
  ['togetherai:a/b', 'together', 'a/b'],
  ['togetherai:chat:a/b', 'together', 'a/b'],
  ['meta:m', 'meta', 'm'],
  ['meta:chat:m', 'meta', 'm', 'chat-completions'],
  ['meta:responses:m', 'meta', 'm', 'responses'],
  ['llamaapi:m', 'meta', 'm'],
  ['llamaapi:chat:m', 'meta', 'm'],
  ['alibaba:m', 'qwen', 'm'],
  ['alicloud:m', 'qwen', 'm'],
  ['aliyun:m', 'qwen', 'm'],
  ['dashscope:m', 'qwen', 'm'],
  ['azure:chat:d', 'azure', 'd', 'chat-completions'],
  ['azure:responses:d', 'azure', 'd', 'responses'],
  ['azureopenai:chat:d', 'azure', 'd', 'chat-completions'],
  ['azureopenai:responses:d', 'azure', 'd', 'responses'],
  ['bedrock:a.b:0', 'bedrock', 'a.b:0'],
  ['bedrock:converse:a.b', 'bedrock', 'a.b'],
  ['ollama:llama3:8b', 'ollama', 'llama3:8b'],
  ['ollama:chat:m', 'ollama', 'm'],
  ['ollama:completion:m', 'ollama', 'm'],
  ['localai:m', 'custom', 'm'],
  ['localai:chat:m', 'custom', 'm'],
  ['litellm:m', 'litellm', 'm'],
  ['litellm:chat:m', 'litellm', 'm'],
  ['lmstudio:m', 'lmstudio', 'm'],
  ['lmstudio:chat:m', 'lmstudio', 'm'],
  ['llamacpp:m', 'llamacpp', 'm'],
  ['vllm:m', 'vllm', 'm'],
  ['custom:m', 'custom', 'm'],
];

describe('the id of a provider', () => {
  it('says who is asked, by which API and for which model', () => {
    for (const [id, preset, model, dialect] of asked) {
      const found = providerOf(id);
      assert.deepEqual([id, found?.preset, found?.model, found?.dialect], [id, preset, model, dialect]);
    }
  });

  it('is nobody where it names another API than that of a chat, or no model', () => {
    const others = [
      ...['completion', 'embedding', 'embeddings', 'image', 'moderation', 'realtime', 'assistant', 'transcription'],
      ...['speech', 'video', 'agents', 'agent', 'codex', 'codex-sdk', 'claude-agent-sdk', 'live', 'kb', 'rerank'],
      'chatkit',
    ];
    const ids = [
      ...others.flatMap((api) => [`openai:${api}:m`, `openai:${api}`]),
      'openai:chat',
      'azure:d',
      'openai',
      '',
    ];
    assert.deepEqual(
      ids.filter((id) => providerOf(id) !== undefined),
      [],
    );
  });

  it('is somebody who has to be chosen where nothing is known of it', () => {
    assert.deepEqual(providerOf('mine:chat:m'), { prefix: 'mine', preset: undefined, model: 'm' });
    assert.deepEqual(providerOf('mine:a:b'), { prefix: 'mine', preset: undefined, model: 'a:b' });
    assert.deepEqual(providerOf('constructor:m'), { prefix: 'constructor', preset: undefined, model: 'm' });
  });

  it('is found for a model of each of them', () => {
    for (const [, preset, model, dialect] of asked) {
      const found = providerOf(idFor(preset, dialect as Parameters<typeof idFor>[1], model));
      assert.deepEqual([found?.preset, found?.model], [preset, model]);
      if (dialect !== undefined) assert.equal(found?.dialect, dialect);
    }
  });
});
