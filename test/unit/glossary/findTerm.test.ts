import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findTerm } from '../../../src/core/glossary/findTerm';
import { found, index, pointed, termAt } from './glossary';

describe('findTerm in prose', () => {
  for (const [marked, expected] of [
    ['a con|text window of', 'context-window: context window'],
    ['a context| window of', 'context-window: context window'],
    ['a context wind|ow of', 'context-window: context window'],
    ['The CONTEXT WIN|DOW', 'context-window: CONTEXT WINDOW'],
    ['large context w|indows', 'context-window: context windows'],
    ["the context w|indow's size", "context-window: context window's"],
    ['the context w|indow’s size', 'context-window: context window’s'],
    ['a context-w|indow limit', 'context-window: context-window'],
    ['const contextW|indowSize', 'context-window: contextWindow'],
    ['MAX_CONTEXT_|WINDOW', 'context-window: CONTEXT_WINDOW'],
    ['the con|text\nwindow', 'context-window: context\nwindow'],
    ['the context\r\n | window', 'context-window: context\r\n  window'],
    ['the context\r\n  w|indow', 'context-window: context\r\n  window'],
    ['// the con|text\n// window', 'context-window: context\n// window'],
    ['  # the con|text\r\n  # window', 'context-window: context\r\n  # window'],
    ['/**\n * the con|text\n * window', 'context-window: context\n * window'],
    ['/* the con|text\n * window', 'context-window: context\n * window'],
    ['> the con|text\n> window', 'context-window: context\n> window'],
    ['-- the con|text\n-- window', 'context-window: context\n-- window'],
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

  for (const marked of [
    'in this context.| Window',
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
    'a| context window',
    'a context window| is',
    '|',
    'the word und|er the pointer',
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
      assert.equal(found(marked, false), 'nothing');
      assert.equal(found(marked, true), 'nothing');
    });
  }

  for (const marked of ['const tok|en = 1', 'the tra|ining loop', 'new Ag|ent()', 'chunk|Size', 'model_w|eights']) {
    it(`are silent in the code ${marked.replace('|', '')}`, () => assert.equal(found(marked, false), 'nothing'));
  }

  it('speak as whole words of prose', () => {
    assert.equal(found('// one tok|en', true), 'token: token');
    assert.equal(found('the tra|ining', true), 'training: training');
  });

  it('do not silence the other terms in code', () => {
    assert.equal(found('const contextW|indow = 1', false), 'context-window: contextWindow');
    assert.equal(found('max_tok|ens: 100', false), 'max-output-tokens: max_tokens');
    assert.equal(found('usage.prompt_tok|ens', false), 'input-tokens: prompt_tokens');
  });
});

describe('offsets', () => {
  for (const before of ['😀😀 ', '👩‍👩‍👧 ', 'e\u0301 ', 'Ａ\u{10400} ', '\ud800 ', '\u202e', '日本語']) {
    it(`are right after ${JSON.stringify(before)}`, () => {
      const text = `${before}context window 😀`;
      const start = before.length;
      for (const offset of [start, start + 3, start + 13]) {
        const match = findTerm(index, text, offset, true);
        assert.deepEqual([match?.term.id, match?.start, match?.end], ['context-window', start, start + 14]);
      }
      assert.equal(findTerm(index, text, start + 14, true), undefined);
    });
  }

  it('are right in a line of 100,000 characters', () => {
    const text = `${'lorem ipsum, '.repeat(4_000)}context window${' dolor sit.'.repeat(4_000)}`;
    const match = findTerm(index, text, 52_000, true);
    assert.deepEqual([match?.term.id, match?.start, match?.end], ['context-window', 52_000, 52_014]);
  });

  it('lie inside the text and around the pointer, for any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(...index.terms.flatMap(({ forms }) => forms.map(({ text }) => text))),
      fc.constantFrom(' ', '-', '_', '\n', '\r\n', '\n// ', '. ', "'s", 's', '😀', '\u0301', '\ud800'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    const texts = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    let hits = 0;
    fc.assert(
      fc.property(texts, fc.nat(200), fc.boolean(), (text, at, prose) => {
        const offset = text === '' ? 0 : at % (text.length + 2);
        const match = findTerm(index, text, offset, prose);
        if (!match) return;
        hits++;
        assert.ok(0 <= match.start && match.start <= offset && offset < match.end && match.end <= text.length);
      }),
      { numRuns: 300 },
    );
    assert.ok(hits > 30, `only ${hits} texts had a term`);
  }).timeout(20_000);
});

describe('every form of every term', function () {
  this.timeout(20_000);
  const forms = index.terms.flatMap((term) => term.forms.map((form) => ({ term, ...form })));

  const ownersOf = (write: (text: string) => string): string[] =>
    forms.flatMap(({ term, text }) => {
      const written = write(text);
      const before = 'See ';
      const match = findTerm(index, `${before}${written}, then`, before.length, true);
      const ok = match?.term === term && match.end === before.length + written.length;
      return ok ? [] : [`${written} → ${match?.term.id ?? 'nothing'}, not ${term.id}`];
    });

  it('finds its own term', () => {
    assert.ok(forms.length > 600);
    assert.deepEqual(
      ownersOf((text) => text),
      [],
    );
  });

  it('finds its own term with a possessive', () => {
    assert.deepEqual(
      ownersOf((text) => (/s$/i.test(text) ? text : `${text}'s`)),
      [],
    );
  });

  it('finds its own term in the plural', () => {
    const plural = (text: string): string => {
      if (!/\p{L}{2}$/u.test(text) || /[^s]s$/i.test(text)) return text;
      if (/[A-Z]$/.test(text)) return `${text}s`;
      if (/(?:ss|x|z|ch|sh)$/.test(text)) return `${text}es`;
      return /[^aeiou]y$/.test(text) ? `${text.slice(0, -1)}ies` : `${text}s`;
    };
    assert.deepEqual(ownersOf(plural), []);
  });

  it('finds its own term in capitals, but for the forms that ask for theirs', () => {
    const shout = (text: string): string =>
      forms.some((form) => form.text === text && form.exact) || /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(text)
        ? text
        : text.toUpperCase();
    assert.deepEqual(ownersOf(shout), []);
  });

  it('finds its own term over a line break', () => {
    assert.deepEqual(
      ownersOf((text) => text.replace(/ /g, '\n')),
      [],
    );
  });
});

it('the helper of these tests points at what it marks', () => {
  assert.deepEqual(pointed('ab|c'), { text: 'abc', offset: 2 });
});
