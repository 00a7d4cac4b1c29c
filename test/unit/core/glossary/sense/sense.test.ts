import assert from 'node:assert/strict';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { atOnce } from '../../../../../src/core/base/work';
import { senses } from '../../../../support/senses';
import { recordOf } from '../../../../../scripts/senses/record';
import { isShown, noChoices } from '../../../../../src/core/glossary/cards/choices';
import { createGlossary } from '../../../../../src/core/glossary/sense/createGlossary';
import { unpackSenses } from '../../../../../src/core/glossary/sense/packedSenses';
import { distanceBands } from '../../../../../src/core/glossary/sense/denseFeatures';
import { group, weightIn } from '../../../../../src/core/glossary/sense/senseTable';
import { decideAll, decideAt } from '../../../../../src/core/glossary/sense/decide';
import type { TermDecision } from '../../../../../src/core/glossary/sense/decide';
import { headLength, senseRadius } from '../../../../../src/core/glossary/sense/sense';
import { readTermText } from '../../../../../src/core/glossary/find/termText';
import { index } from '../glossary';

const glossary = createGlossary(index, senses);
const root = path.resolve(import.meta.dirname, '../../../../..');
const all = (text: string, language = 'plaintext'): TermDecision[] =>
  atOnce(decideAll(atOnce(readTermText(text, language)), glossary));
const shown = (text: string, language = 'plaintext'): string[] =>
  all(text, language)
    .filter((decision) => isShown(decision, noChoices))
    .map(({ start, end }) => text.slice(start, end));

describe('a word is not explained', () => {
  for (const [language, text] of [
    ['plaintext', 'The temperature in Paris will reach 31 °C on Friday.'],
    ['plaintext', 'Marathon training starts in April: three runs a week, one of them long.'],
    ['markdown', "TypeScript's type inference fills in type arguments from the call."],
    ['plaintext', 'The parameters of the contract may be changed by the tenant with notice of three months.'],
    ['typescript', '// The CSRF token of the session; a request without it is refused with a 403.\ncheck(token);'],
    ['plaintext', 'The transformer of the power station was replaced after the outage.'],
    ['csharp', 'public async Task Run(CancellationToken token) { await Task.Delay(100, token); }'],
    ['go', 'func (b *bucket) take() bool { b.tokens = min(b.burst, b.tokens+b.refill()); return b.tokens >= 1 }'],
  ] as const) {
    it(JSON.stringify(text), () => assert.deepEqual(shown(text, language), []));
  }
});

describe('a word of another sense is not explained beside AI', () => {
  for (const [word, language, text] of [
    [
      'temperature',
      'python',
      'from openai import OpenAI\nclient = OpenAI()\n# The temperature of the oven does not matter here.\n' +
        'answer = client.chat.completions.create(model="gpt-5", messages=messages)',
    ],
    [
      'attention',
      'markdown',
      'The paper got a lot of attention, mostly because the authors trained a 7B language model on two consumer cards.',
    ],
    [
      'seed',
      'python',
      '# GMRES is restarted from this seed vector; the Krylov space is rebuilt each time.\nv = seed / np.linalg.norm(seed)',
    ],
    [
      'TTS',
      'markdown',
      'TTS Tooltechnic Systems, the holding of Festool, opened a plant. Its software group is hiring for machine learning.',
    ],
    [
      'tt',
      'go',
      'for _, tt := range tests {\n\tt.Run(tt.name, func(t *testing.T) {\n\t\tgot, err := client.CreateChatCompletion(ctx, tt.req)',
    ],
    [
      'agent',
      'markdown',
      'If the bot is not sure it hands over to an agent. The summary of the model is read first; a supervisor assigns chats.',
    ],
    [
      'loss',
      'markdown',
      'Backups of the vector store run each night, so that the loss of a node costs one day of embeddings.',
    ],
    [
      'prompt',
      'markdown',
      'Install the CLI and answer the prompt for your OpenAI key. If the prompt does not appear, pass `--key`.',
    ],
    [
      'model',
      'python',
      '# running the model for each variant and selecting the lowest AIC\nmod = sm.tsa.SARIMAX(endog, order=order)',
    ],
    [
      'fim',
      'go',
      'fim := decorateFileInfo(fi, nil, "", f.meta)\nmeta := fim.Meta()\nif f.meta.InclusionFilter.Match(strings.TrimPrefix(meta.Filename, ' +
        'meta.SourceRoot), fim.IsDir()) {\n\tresult = append(result, fim)\n}',
    ],
  ] as const) {
    it(`${word}: ${JSON.stringify(text)}`, () => assert.ok(!shown(text, language).includes(word)));
  }
});

describe('words of two senses', () => {
  for (const text of [
    'In the second batch a layer of peat lies on the malt. The temperature of the still is low, and the loss is two percent a year.',
    'Sow the seed in March when the temperature of the soil is right. A layer of sand helps, and the training of the tomato is done by hand.',
    'Her memory of that winter was a stream of small things: a seed, a layer of dust. In this context he was an agent of patience.',
  ]) {
    it(`do not vouch for each other: ${JSON.stringify(text)}`, () => assert.deepEqual(shown(text), []));
  }

  it('have no weight in the sense of other words', () => {
    const table = unpackSenses(senses);
    const everyday = Object.values(table.forms).filter((form) => form.everyday && form.own >= 0);
    assert.ok(everyday.length > 150);
    for (const { own } of everyday) {
      const packed = table.packed[own]!;
      assert.deepEqual(
        distanceBands.map((_, band) => weightIn(table, packed, band)),
        distanceBands.map(() => 0),
      );
      assert.equal(packed & group.weak, 0);
    }
  });
});

describe('a word is explained', () => {
  for (const [language, text, expected] of [
    ['markdown', 'Every model has a context window: prompt and answer of the LLM have to fit in.', 'context window'],
    [
      'python',
      'r = client.chat.completions.create(model=name, messages=msgs, temperature=0.2, max_tokens=200)',
      'max_tokens',
    ],
    [
      'python',
      'r = client.chat.completions.create(model=name, messages=msgs, temperature=0.2, max_tokens=200)',
      'temperature',
    ],
    ['plaintext', 'one token of the LLM prompt', 'token'],
    ['typescript', '// Claude counts each token of the prompt, so keep the system prompt short.\n', 'token'],
  ] as const) {
    it(`${expected} in ${JSON.stringify(text)}`, () => assert.ok(shown(text, language).includes(expected)));
  }
});

describe('a decision', () => {
  const text = 'The LLM reads the prompt token by token.';

  it('says why, the strongest clue first', () => {
    const decision = all(text).find(({ term }) => term.id === 'token')!;
    const weights = decision.sense.clues.map(({ weight }) => Math.abs(weight));
    assert.ok(weights.length > 0);
    assert.deepEqual(
      weights,
      weights.toSorted((one, other) => other - one),
    );
    assert.match(decision.sense.clues.map(({ words }) => words).join(), /LLM|prompt/);
  });

  it('says no more than four words a clue, and no clue of other kinds that hardly counts', () => {
    const words = 'LLM, OpenAI, GPT, Claude, tokenizer, fine-tuning, csrf, oauth, cookie, session, login, jwt';
    const [around, far] = ['. '.repeat(60), '. '.repeat(200)];
    const others = 'access token, oven, marathon, tenant, sprint, TLS, grammar, parser, invoice, museum';
    const text = `${others}, Anthropic ${far} transformer, lexer ${around} ${words}: the prompt token ${words}`;
    for (const { sense } of all(text)) {
      for (const clue of sense.clues) {
        assert.ok(clue.words.split(', ').length <= 4, clue.words);
        assert.ok(clue.words !== '' || Math.abs(clue.weight) >= 0.1, String(clue.weight));
      }
    }
  });

  it('depends on the kind of the file: a Dockerfile is config, and no program', () => {
    const sureIn = (language: string): number => all('# the token of the prompt\n', language)[0]!.sense.probability;
    assert.equal(sureIn('dockerfile'), sureIn('yaml'));
    assert.notEqual(sureIn('dockerfile'), sureIn('python'));
  });

  it('is explained alike whatever was asked in between', () => {
    const decisions = all(`${text} ${text}`);
    const once = decisions.map(({ sense }) => sense.clues);
    assert.deepEqual(
      decisions
        .toReversed()
        .map(({ sense }) => sense.clues)
        .toReversed(),
      once,
    );
  });

  it('on one text is the same while another one is read', () => {
    const texts = [
      `A web session has a login, a cookie and a csrf token. ${'Nothing else is said. '.repeat(120)} The token ends.`,
      `The LLM reads its prompt in tokens. ${'Nothing else is said. '.repeat(120)} One token costs little.`,
    ];
    const alone = texts.map((each) => all(each));
    const readers = texts.map((each) => glossary.sense.read(atOnce(readTermText(each, 'plaintext'))));
    for (let at = 0; at < Math.max(...alone.map(({ length }) => length)); at++) {
      readers.forEach((reader, text) => {
        const decision = alone[text]![at];
        if (!decision) return;
        const { probability, clues } = reader.judge(decision);
        assert.deepEqual(
          { probability, clues },
          { probability: decision.sense.probability, clues: decision.sense.clues },
        );
      });
    }
  });

  it('depends on no more of the text than the reach and the head, and is the same at a place as in the whole', () => {
    const word = fc.constantFrom(
      ...[
        'token',
        'LLM',
        'csrf',
        'prompt',
        'training',
        'marathon',
        'model',
        'OpenAI',
        'access token',
        'chat.completions',
      ],
      ...['context', 'window', 'the', 'of', 'oven', 'temperature', '(', ')', '.', '\n', 'maxTokens', 'x'.repeat(90)],
    );
    const texts = fc.array(word, { minLength: 400, maxLength: 900 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(texts, fc.nat(), (whole, seed) => {
        const decisions = all(whole);
        const one = decisions[seed % decisions.length];
        if (!one) return;
        const from = Math.max(0, one.start - senseRadius);
        const to = one.start + senseRadius;
        const stretch = {
          ...{ text: whole.slice(from, to), languageId: 'plaintext', head: whole.slice(0, headLength) },
          regions: [{ kind: 'prose' as const, language: 'plaintext', start: 0, end: to - from }],
        };
        const alone = decideAt(stretch, glossary, one.start - from);
        if (!alone || alone.end - alone.start !== one.end - one.start) return;
        assert.equal(alone.sense.probability, one.sense.probability);
      }),
      { numRuns: 60 },
    );
  });
});

it('the weights belong to the clues and cases that are there: if not, run npm run train:sense', () => {
  const { record } = JSON.parse(readFileSync(path.join(root, 'data/senses/weights.json'), 'utf8')) as {
    record: string;
  };
  assert.equal(record, recordOf(root));
});
