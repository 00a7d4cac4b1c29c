import assert from 'node:assert/strict';
import { Marked } from 'marked';
import { capitalise, termCard, termPage } from '../../../../../src/core/glossary/cards/card';
import { glossary } from '../../../../../generated/glossary';
import { index } from '../glossary';

const linkTo = (id: string): string => `term:${id}`;
const html = (markdown: string): string => new Marked({ async: false }).parse(markdown) as string;
const textOf = (markdown: string): string =>
  html(markdown)
    .replace(/<[^>]+>/g, '')
    .replace(
      /&(lt|gt|amp|quot|#39);/g,
      (_all, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[name] ?? "'",
    );
/** As `textOf` shows it: marks of emphasis and code are gone. */
const shown = (text: string): string => text.replace(/[*`]/g, '');

describe('the glossary', () => {
  it('has an entry for every term and idea of the guide', () => {
    const names = [
      ...['token', 'context window', 'parameters', 'inference', 'training', 'foundation model', 'LLM', 'transformer'],
      ...['large language model', 'neural network', 'self-attention', 'pre-training', 'pre-trained', 'fine-tuning'],
      ...['instruction tuning', 'RLHF', 'reinforcement learning from human feedback', 'hallucination', 'modality'],
      ...[
        'knowledge cutoff',
        'tool calling',
        'RAG',
        'reasoning model',
        'extended thinking',
        'multimodal',
        'multi-modal',
      ],
      ...['native multimodal', 'vision encoder', 'open weights', 'closed API model', 'mixture of experts', 'MoE'],
      ...['quantization', 'quantize', 'distillation', 'distill', 'agentic workflow', 'pay-per-token', 'frontier model'],
      ...['latency', 'long context', 'code execution', 'training data', 'GPU', 'training cutoff', 'test-time compute'],
      ...['weights', 'model family', 'self-hosting', 'generative AI', 'prompt', 'attention', 'thinking token'],
    ];
    const forms = new Set(glossary.flatMap((term) => term.forms.map(({ text }) => text)));
    assert.deepEqual(
      names.filter((name) => !forms.has(name)),
      [],
    );
  });

  it('says of a chunk that it is a piece of a document or of a streamed answer', () => {
    const chunk = glossary.find(({ forms }) => forms.some(({ text }) => text === 'chunk'));
    assert.match(chunk?.summary ?? '', /passage of a document.*part of an answer/);
  });

  it('has at least 60 terms', () => assert.ok(glossary.length >= 60, `${glossary.length}`));
});

describe('termCard', () => {
  for (const term of glossary) {
    it(`says what "${term.term}" means, why it matters, what is related and the source`, () => {
      const card = termCard(term, index, linkTo);
      const text = textOf(card);
      assert.ok(text.startsWith(capitalise(term.term)), text);
      assert.ok(text.includes(shown(term.summary)), text);
      assert.ok(text.includes(`Why it matters: ${shown(term.why)}`), text);
      if (term.example) assert.ok(text.includes(`For example: ${shown(term.example)}`), text);
      for (const { term: id, because } of term.notToBeConfusedWith ?? []) {
        assert.ok(
          text.includes(`Not to be confused with ${String(index.byId.get(id)?.term)}: ${shown(because)}`),
          text,
        );
      }
      for (const id of term.related) {
        const name = index.byId.get(id)?.term;
        assert.ok(html(card).includes(`<a href="term:${id}">${String(name)}</a>`), card);
      }
      assert.ok(html(card).includes(`Source: <a href="${term.source.url}">`), card);
    });
  }

  it('has what can be done first, and as many related terms as are wanted, for a hover cuts what is long', () => {
    const extras = { live: 'Live.', actions: 'I know it', related: 5 };
    const card = termCard(index.byId.get('context-window')!, index, linkTo, extras);
    assert.match(card, /Live\.\n\nI know it\n\n[^]*Why it matters[^]*Not to be confused[^]*\n\nRelated: [^]*Source: /);
    assert.equal(/Related: (.*)/.exec(card)?.[1]?.split(' · ').length, 5);
  });

  it('keeps emphasis and code of a summary and nothing else', () => {
    const term = {
      ...glossary[0]!,
      summary: '*one* `a*b*` 2 * 3 * 4 <b>x</b> [y](https://example.com) https://example.com ![z](q)',
    };
    const [, summary] = html(termCard(term, index, linkTo)).split('\n');
    assert.equal(
      summary,
      '<p><em>one</em> <code>a*b*</code> 2 * 3 * 4 &lt;b&gt;x&lt;/b&gt; [y](https://example.com) https://example.com ![z](q)</p>',
    );
  });
});

describe('termPage', () => {
  it('names the other forms', () => {
    const term = index.byId.get('self-attention')!;
    const page = textOf(termPage(term, index, linkTo));
    assert.match(page, /^Self-attention\n/);
    assert.match(page, /Also written: attention layer, /);
  });

  it('leaves the line out where there is no other form', () => {
    const term = index.byId.get('softmax')!;
    assert.doesNotMatch(termPage(term, index, linkTo), /Also written/);
  });
});

describe('capitalise', () => {
  for (const [text, expected] of [
    ['token', 'Token'],
    ['pre-training', 'Pre-training'],
    ['k-NN', 'k-NN'],
    ['GGUF', 'GGUF'],
    ['KV cache', 'KV cache'],
    ['closed API model', 'Closed API model'],
    ['FlashAttention', 'FlashAttention'],
    ['', ''],
  ] as const) {
    it(`makes "${expected}" of "${text}"`, () => assert.equal(capitalise(text), expected));
  }
});
