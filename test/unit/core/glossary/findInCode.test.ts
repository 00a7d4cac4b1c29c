import assert from 'node:assert/strict';
import { found, pointed, shown, termAt } from './glossary';

describe('words with an everyday sense', () => {
  for (const marked of [
    'new Cancellation|Token()',
    'refresh|Token',
    'csrf_tok|en',
    'Token|Kind',
    'tok|en2',
    '$tok|en',
  ]) {
    it(`are silent inside ${marked.replace('|', '')}, in code and in prose`, () => {
      assert.equal(shown(marked, 'code'), 'nothing');
      assert.equal(shown(marked, 'prose'), 'nothing');
    });
  }

  for (const marked of ['const tok|en = 1', 'the tra|ining room', 'new Ag|ent()', 'chunk|Size', 'model_w|eights']) {
    it(`are silent in the code ${marked.replace('|', '')}`, () => assert.equal(shown(marked, 'code'), 'nothing'));
  }

  it('are found as words of prose', () => {
    assert.equal(found('// one tok|en', 'comment'), 'token: token');
    assert.equal(found('the tra|ining', 'comment'), 'training: training');
  });

  it('are found in code, as the other terms', () => {
    assert.equal(found('const contextW|indow = 1', 'code'), 'context-window: contextWindow');
    assert.equal(found('new Cancellation|Token()', 'code'), 'token: Token');
    assert.equal(found('max_tok|ens: 100', 'code'), 'max-output-tokens: max_tokens');
    assert.equal(found('usage.prompt_tok|ens', 'code'), 'input-tokens: prompt_tokens');
  });
});

describe('ordinary code', () => {
  for (const marked of [
    'class User(Base|Model):',
    'from pydantic import Base|Model',
    "'Cache-Con|trol'",
    'Cache-Con|trol: no-store',
    'cacheCon|trol',
    'std::stop_to|ken',
    'const useCa|che = true',
    'use_ca|che=True',
    'enum User|Role {}',
    'user_ro|le',
    'userMes|sage',
    'maxTu|rns',
    'max_tu|rns',
    'batchMo|de',
    'openMo|del()',
    'modelVer|sion',
    'prefill|Form',
    'Context win|dow = open()',
    'Context| window = open()',
    'agent\nLo|op',
    'context - win|dow',
    'embedding_di|m',
    'embed|dingContext',
  ]) {
    it(`has no term in ${JSON.stringify(marked)}`, () => assert.equal(shown(marked, 'code'), 'nothing'));
  }

  for (const marked of [
    'Base|Model',
    'the userMes|sage',
    'a batchMo|de',
    'std::stop_to|ken',
    '`maxTu|rns`',
    'Cache-Con|trol',
  ]) {
    it(`has no term in the comment ${JSON.stringify(marked)}`, () => assert.equal(shown(marked, 'comment'), 'nothing'));
  }

  for (const marked of ['run lo|cally', 'data lo|cality']) {
    it(`has no term in the words ${JSON.stringify(marked)}`, () => assert.equal(shown(marked), 'nothing'));
  }

  for (const marked of ['self-ho|sted']) {
    it(`has no term in the value ${JSON.stringify(marked)}`, () => assert.equal(shown(marked, 'string'), 'nothing'));
  }

  for (const [marked, expected] of [
    ['a base mo|del', 'base-model: base model'],
    ['self-ho|sted', 'self-hosting: self-hosted'],
    ['in batch mo|de', 'batch-api: batch mode'],
    ['max_tu|rns', 'agent-loop: max_turns'],
    ['cache_con|trol', 'prompt-caching: cache_control'],
  ] as const) {
    it(`leaves prose its terms: ${JSON.stringify(marked)}`, () => assert.equal(found(marked), expected));
  }

  for (const [marked, expected] of [
    ['cache_con|trol', 'prompt-caching: cache_control'],
    ['new LLMCli|ent()', 'nothing'],
    ['new LL|MClient()', 'large-language-model: LLM'],
    ['const embed|ding = 1', 'embedding: embedding'],
    ['context-win|dow', 'context-window: context-window'],
    ['systemPro|mpt', 'system-prompt: systemPrompt'],
    ['a.contextWin|dowTokens', 'context-window: contextWindow'],
  ] as const) {
    it(`keeps the terms of code that mean nothing else: ${JSON.stringify(marked)}`, () =>
      assert.equal(found(marked, 'code'), expected));
  }

  it('keeps phrases of strings', () =>
    assert.equal(found('"the context win|dow"', 'string'), 'context-window: context window'));
});

describe('two names of code side by side', () => {
  const declarations = [
    'Context win|dow = frame.getContext();',
    'Context win|dow = frame.getContext()',
    'Con|text window = frame.getContext();',
    'final Context win|dow = new Context(1);',
    'Context win|dow = await open(frame)',
    'Agent lo|op = getLoop(queue);',
    'Chat mo|del = load_model(path)',
    'context win|dow = get_context(frame);',
    'void draw(Context win|dow, int zoom) {',
    'resize(int zoom, final Context win|dow)',
  ];
  for (const kind of ['prose', 'comment', 'string', 'code'] as const) {
    for (const marked of declarations) {
      it(`are no phrase as ${kind}: ${JSON.stringify(marked)}`, () => {
        const match = termAt(marked, kind);
        const { text } = pointed(marked);
        assert.doesNotMatch(match ? text.slice(match.start, match.end) : '', / /);
      });
    }
  }

  for (const marked of [
    '// Context win|dow = frame.getContext();',
    ' * Context win|dow = frame.getContext();',
    '"Context win|dow = frame.getContext();"',
    '    Context win|dow = frame.getContext();',
    '12: Context win|dow = frame.getContext();',
  ]) {
    it(`are no phrase behind marks: ${JSON.stringify(marked)}`, () =>
      assert.notEqual(termAt(marked, 'comment')?.term.id, 'context-window'));
  }

  for (const marked of [
    'Context win|dow = 128,000 tokens',
    'context win|dow = 8192;',
    'Context win|dow = input + output',
    'Context win|dow = max (input, output)',
    'the limit (Context win|dow, output) of a model',
    'Context win|dow, output and price',
    'A context win|dow = get_context(frame) would be a lie.',
    'Context win|dow == frame.getContext()',
  ]) {
    it(`are a phrase where a sentence says it: ${JSON.stringify(marked)}`, () =>
      assert.equal(termAt(marked)?.term.id, 'context-window'));
  }
});
