import assert from 'node:assert/strict';
import type { Served } from '../../../../src/core/catalog/live/served';
import { sayInEnglish } from '../../../../src/core/base/say';
import { atOnce } from '../../../../src/core/base/work';
import { overflowOf } from '../../../../src/core/chat/overflow';
import { overflowFix } from '../../../../src/core/chat/overflowFix';
import { readShellCommand } from '../../../../src/core/playground/import/shellWords';
import { backendAt, endpointAt } from '../../../support/backends';

const at = (preset: string, served?: Served) =>
  backendAt(
    endpointAt('http://localhost:11434/v1', { preset, name: 'Mine' }),
    false,
    undefined,
    () => served && { by: 'Mine', read: 0, hasPrices: false, figures: {}, served },
  );
const loaded = (server: Served['server'], context?: number, more: Partial<Served> = {}): Served => ({
  ...{ server, isLoaded: true, ...more },
  ...(context !== undefined && { context }),
});
const of = (backend: ReturnType<typeof at>, tokens: number, answerTokens?: number) =>
  overflowOf(backend, { model: 'qwen3:8b', tokens, ...(answerTokens !== undefined && { answerTokens }) }, sayInEnglish);

describe('a request that is longer than the context of a local server', () => {
  it('is told with what Ollama does then, and with the ways to give it more that work', () => {
    const { note, fix } = of(at('ollama', loaded('ollama', 4_096)), 5_000) ?? assert.fail();
    assert.match(note, /^Mine has loaded qwen3:8b with a context of 4,096 tokens\. .*oldest messages without a word/);
    assert.match(fix, /OLLAMA_CONTEXT_LENGTH=8192\n/);
    assert.match(fix, /ollama run qwen3:8b[^]*\/set parameter num_ctx 8192\n\/save qwen3-8b-8192\n/);
    assert.match(fix, /FROM qwen3:8b\nPARAMETER num_ctx 8192\n/);
    assert.match(fix, /takes no `num_ctx` with a request/);
  });

  it('is told where only the limit of the answer does not fit beside it', () => {
    const backend = at('ollama', loaded('ollama', 4_096));
    assert.equal(of(backend, 4_000), undefined);
    assert.equal(of(backend, 4_000, 96), undefined);
    assert.match(of(backend, 4_000, 97)?.note ?? '', /request and answer fill it, the oldest half is dropped/);
  });

  it('may be one of Ollama where nobody knows what it gives: no more than 4,096 tokens, where nothing is set', () => {
    const notLoaded = loaded('ollama', undefined, { isLoaded: false, trained: 40_960 });
    for (const backend of [at('ollama'), at('ollama', notLoaded), at('custom', notLoaded)]) {
      assert.equal(of(backend, 4_096), undefined);
      assert.match(of(backend, 4_097)?.note ?? '', /tells how much context qwen3:8b has once it is loaded; .*4,096/);
    }
    assert.match(of(at('ollama', { ...notLoaded, context: 8_192 }), 9_000)?.note ?? '', /loads qwen3:8b with .*8,192/);
  });

  it('is told with what LM Studio, llama.cpp and vLLM do, where they say what they have loaded', () => {
    for (const [server, longer, fuller, command] of [
      [
        'lmstudio',
        /refused, cut in its middle, or answered with nothing/,
        /without the middle/,
        'lms load qwen3:8b --context-length 16384',
      ],
      ['llamacpp', /A longer request is refused\./, /with --context-shift the oldest half/, 'llama-server -c 16384'],
      [
        'vllm',
        /A longer request is refused\./,
        /limit of the answer is refused/,
        'vllm serve qwen3:8b --max-model-len 16384',
      ],
    ] as const) {
      const backend = at('custom', loaded(server, 8_000));
      assert.match(of(backend, 8_001)?.note ?? '', longer);
      assert.match(of(backend, 7_000, 1_001)?.note ?? '', fuller);
      assert.ok(of(backend, 9_000)?.fix.includes(command));
      assert.equal(of(at(server), 1e9), undefined);
    }
  });

  it('has commands in which nothing of the name of a model is run', () => {
    const model = "a; rm -rf ~ $(x) `y` 'z'";
    for (const server of ['ollama', 'lmstudio', 'vllm'] as const) {
      const fix = overflowFix({ server, isLoaded: true, model, wanted: 9_000 }, sayInEnglish);
      const command = /^(?:lms load|vllm serve) .*$|ollama run .*'(?= ?`+,)/m.exec(fix)?.[0] ?? '';
      const read = atOnce(readShellCommand(command));
      assert.ok(!('problem' in read) && read.words.includes(model) && read.rest === '', fix);
    }
  });

  it('asks for no more than the model was trained for, and says where that is too little', () => {
    const backend = at('ollama', loaded('ollama', 4_096, { trained: 40_960 }));
    assert.match(of(backend, 39_000)?.fix ?? '', /num_ctx 40960\n/);
    assert.doesNotMatch(of(backend, 39_000)?.fix ?? '', /was trained for/);
    assert.match(of(backend, 50_000)?.fix ?? '', /was trained for 40,960 tokens, and .* have 50,000: shorten/);
  });

  it('is nobody else’s', () => {
    assert.equal(of(at('openai'), 1e9), undefined);
    assert.equal(of(at('custom'), 1e9), undefined);
  });
});
