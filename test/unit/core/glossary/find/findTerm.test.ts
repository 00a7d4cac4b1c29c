import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findTerm } from '../../../../../src/core/glossary/find/findTerm';
import { found, index, pointed, termAt } from '../glossary';
import { anyCharacter } from '../../../../support/anyCharacter';

describe('findTerm in prose', () => {
  for (const [marked, expected] of [
    ['a con|text window of', 'context-window: context window'],
    ['a context| window of', 'context-window: context window'],
    ['a context wind|ow of', 'context-window: context window'],
    ['The CONTEXT WIN|DOW', 'context-window: CONTEXT WINDOW'],
    ['a long context w|indow', 'context-window: context window'],
    ['large context w|indows', 'context-window: context windows'],
    ["the context w|indow's size", "context-window: context window's"],
    ['the context w|indow’s size', 'context-window: context window’s'],
    ['a context-w|indow limit', 'context-window: context-window'],
    ['const contextW|indowSize', 'context-window: contextWindow'],
    ['MAX_CONTEXT_|WINDOW', 'context-window: CONTEXT_WINDOW'],
    ['the con|text\nwindow', 'context-window: context\nwindow'],
    ['the context\r\n | window', 'context-window: context\r\n  window'],
    ['the context\r\n  w|indow', 'context-window: context\r\n  window'],
    ['> the con|text\n> window', 'context-window: context\n> window'],
    ['instruction fine-\ntun|ing', 'instruction-tuning: instruction fine-\ntuning'],
    ["the agents' mem|ory", "agent-memory: agents' memory"],
    ['an LLM As a J|udge', 'llm-as-a-judge: LLM As a Judge'],
    ['two GPU|s', 'gpu: GPUs'],
    ['many bias|es', 'bias: biases'],
    ['vector data|bases', 'vector-database: vector databases'],
    ['a tok|en.', 'token: token'],
    ['(tok|ens)', 'token: tokens'],
  ] as const) {
    it(`finds ${JSON.stringify(marked)}`, () => assert.equal(found(marked), expected));
  }

  for (const [marked, expected] of [
    ['// the con|text\n// window', 'context-window: context\n// window'],
    ['  # the con|text\r\n  # window', 'context-window: context\r\n  # window'],
    ['/**\n * the con|text\n * window', 'context-window: context\n * window'],
    ['/* the con|text\n * window', 'context-window: context\n * window'],
    ['-- the con|text\n-- window', 'context-window: context\n-- window'],
  ] as const) {
    it(`finds ${JSON.stringify(marked)} in a comment`, () => assert.equal(found(marked, 'comment'), expected));
  }

  for (const marked of [
    'in this con|text. Window',
    'the con|text, window',
    'the con|text\n\nwindow',
    'the con|text\r\n\r\nwindow',
    'the con|text\n## Window',
    'the con|text\n- window',
    'the con|text\n* window',
    '* the con|text\n* window',
    'the con|text\n> window',
    'the con|text; window',
    'the con|text — window',
  ]) {
    it(`finds no phrase in ${JSON.stringify(marked)}`, () => assert.equal(found(marked), 'context: context'));
  }

  for (const marked of [
    'in this context.| Window',
    'of context.win|dow',
    'mail user@ho|st',
    'the response A|PI',
    'a| context window',
    'a context window| is',
    '|',
    'the word und|er the pointer',
    'the function pa|ss1',
    'Pa|ss 1 called the tool',
    'pa|ss_1 = read()',
  ]) {
    it(`finds nothing in ${JSON.stringify(marked)}`, () => assert.equal(found(marked), 'nothing'));
  }

  for (const [marked, expected] of [
    ['a spec|ial token', 'special-token'],
    ['a special tok|en', 'special-token'],
    ['supervised fine-tun|ing', 'supervised-fine-tuning'],
    ['small language mod|el', 'small-language-model'],
    ['large language mod|el', 'large-language-model'],
    ['the language mod|el', 'large-language-model'],
    ['chain-of-thought promp|ting', 'chain-of-thought'],
    ['max output tok|ens', 'max-output-tokens'],
    ['output tok|ens', 'output-tokens'],
    ['cached in|put tokens', 'prompt-caching'],
  ] as const) {
    it(`prefers the longest term in ${JSON.stringify(marked)}`, () => assert.equal(termAt(marked)?.term.id, expected));
  }
});

describe('capitals', () => {
  for (const [marked, expected] of [
    ['with R|AG', 'retrieval-augmented-generation'],
    ['two R|AGs', 'retrieval-augmented-generation'],
    ["RA|G's", 'retrieval-augmented-generation'],
    ['an old r|ag', undefined],
    ['an old R|ag', undefined],
    ['a Mo|E layer', 'mixture-of-experts'],
    ['two Mo|Es', 'mixture-of-experts'],
    ['said m|oe', undefined],
    ['with Lo|RA', 'lora'],
    ['two LoR|As', 'lora'],
    ['said lo|ra', undefined],
    ['with QLo|RA', 'qlora'],
    ['the Re|Act loop', 'agent-loop'],
    ['a Re|act app', undefined],
    ['an L|LM', 'large-language-model'],
    ['some L|LMs', 'large-language-model'],
    ['an l|lm', 'large-language-model'],
    ['10²⁵ FLO|Ps', 'flops'],
    ['it flo|ps', undefined],
    ['with Ro|PE', 'rope'],
    ['a ro|pe', undefined],
  ] as const) {
    it(`${expected === undefined ? 'does not match' : 'matches'} ${JSON.stringify(marked)}`, () =>
      assert.equal(termAt(marked)?.term.id, expected));
  }
});

describe('a word that resembles another or belongs to it', () => {
  for (const [marked, expected] of [
    ['served by vLL|M', 'vllm: vLLM'],
    ['a v|LLM server', 'vllm: vLLM'],
    ['repeat_pen|alty', 'repetition-penalty: repeat_penalty'],
    ['presence pen|alty', 'presence-penalty: presence penalty'],
    ['the pre|fill', 'prefill: prefill'],
    ['context edi|ting', 'context-editing: context editing'],
    ['inter-token lat|ency', 'inter-token-latency: inter-token latency'],
    ['with PE|FT', 'parameter-efficient-fine-tuning: PEFT'],
    ['an encoder-on|ly model', 'encoder-only: encoder-only model'],
    ['the attention mech|anism', 'attention: attention mechanism'],
    ['pa|ss@1', 'pass-at-k: pass@1'],
    ['a high Pa|ss@k', 'pass-at-k: Pass@k'],
    ['pa|ss_at_k', 'pass-at-k: pass_at_k'],
    ["BM2|5's formula", "bm25: BM25's"],
    ['the AGENT|S.md of a repository', 'agent-instructions-file: AGENTS.md'],
    ['the Responses\nA|PI', 'responses-api: Responses\nAPI'],
    ['MCP samp|ling', 'mcp-sampling: MCP sampling'],
    ['a multi-ag|ent system', 'multi-agent-system: multi-agent system'],
    ['one-sh|ot', 'one-shot: one-shot'],
    ['many-sh|ot', 'many-shot: many-shot'],
    ['hybrid sea|rch', 'hybrid-search: hybrid search'],
    ['self-consis|tency', 'self-consistency: self-consistency'],
    ['an AI gate|way', 'ai-gateway: AI gateway'],
    ['reward hack|ing', 'reward-hacking: reward hacking'],
    ['deep learn|ing', 'deep-learning: deep learning'],
    ['the stop to|ken', 'end-of-sequence-token: stop token'],
    ['a model ali|as', 'model-alias: model alias'],
    ['text-to-im|age', 'image-generation: text-to-image'],
  ] as const) {
    it(`has an explanation of its own: ${marked.replace('|', '')}`, () => assert.equal(found(marked), expected));
  }
});

describe('offsets', () => {
  for (const before of ['😀😀 ', '👩‍👩‍👧 ', 'e\u0301 ', 'Ａ\u{10400} ', '\ud800 ', '\u202e', '日本語']) {
    it(`are right after ${JSON.stringify(before)}`, () => {
      const text = `${before}context window 😀`;
      const start = before.length;
      for (const offset of [start, start + 3, start + 13]) {
        const match = findTerm(index, text, offset, 'prose');
        assert.deepEqual([match?.term.id, match?.start, match?.end], ['context-window', start, start + 14]);
      }
      assert.equal(findTerm(index, text, start + 14, 'prose'), undefined);
    });
  }

  it('are right in a line of 100,000 characters', () => {
    const text = `${'lorem ipsum, '.repeat(4_000)}context window${' dolor sit.'.repeat(4_000)}`;
    const match = findTerm(index, text, 52_000, 'prose');
    assert.deepEqual([match?.term.id, match?.start, match?.end], ['context-window', 52_000, 52_014]);
  });

  it('lie inside the text and around the pointer, for any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(...index.terms.flatMap(({ forms }) => forms.map(({ text }) => text))),
      fc.constantFrom(' ', '-', '_', '\n', '\r\n', '\n// ', '. ', "'s", 's', '😀', '\u0301', '\ud800'),
      fc.string({ unit: anyCharacter, maxLength: 5 }),
    );
    const texts = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    let hits = 0;
    fc.assert(
      fc.property(texts, fc.nat(200), fc.constantFrom('prose', 'comment', 'string', 'code'), (text, at, kind) => {
        const offset = text === '' ? 0 : at % (text.length + 2);
        const match = findTerm(index, text, offset, kind);
        if (!match) return;
        hits++;
        assert.ok(0 <= match.start && match.start <= offset && offset < match.end && match.end <= text.length);
      }),
      { numRuns: 300 },
    );
    assert.ok(hits > 30, `only ${hits} texts had a term`);
  });
});

it('the helper of these tests points at what it marks', () => {
  assert.deepEqual(pointed('ab|c'), { text: 'abc', offset: 2 });
});
