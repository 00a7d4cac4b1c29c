import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import { noChoices } from '../../../../../src/core/glossary/cards/choices';
import type { TermChoices } from '../../../../../src/core/glossary/cards/choices';
import { createGlossary } from '../../../../../src/core/glossary/sense/createGlossary';
import { explainWord } from '../../../../../src/core/glossary/cards/explainWord';
import { indexGlossary } from '../../../../../src/core/glossary/find/indexGlossary';
import type { SenseModel } from '../../../../../src/core/glossary/sense/sense';
import { trustingModel } from '../../../../support/trustingModel';
import { senses } from '../../../../support/senses';
import { glossary as terms } from '../../../../../generated/glossary';

const index = indexGlossary(terms);
const { sense: realSense } = createGlossary(index, senses);

interface Around {
  readonly choices?: TermChoices;
  readonly ownTerm?: string;
  readonly sense?: SenseModel;
  readonly onward?: boolean;
}

/** The card at `|`. */
function explained(
  marked: string,
  { choices = noChoices, ownTerm, sense = trustingModel, onward = false }: Around = {},
) {
  const at = marked.indexOf('|');
  const text = marked.replace('|', '');
  const card = atOnce(explainWord({ text, at, onward }, { glossary: { index, sense }, choices, ownTerm }));
  return card && { ...card, written: text.slice(card.start, card.end) };
}

describe('words of the pages', () => {
  it('are explained by the card of the longest term there, whose links lead to pages of terms', () => {
    const card = explained('How many tokens fit into a context wind|ow of 8k?');
    assert.equal(card?.termId, 'context-window');
    assert.equal(card.written, 'context window');
    assert.match(card.markdown, /^\*\*Context window\*\*/);
    assert.match(card.markdown, /\]\([\w-]+\.md\)/);
    assert.doesNotMatch(card.markdown, /command:/);
  });

  it('are nothing where no term stands', () => assert.equal(explained('The wea|ther is fine.'), undefined));

  it('are not explained where they are not meant', () => {
    const sense: SenseModel = { read: () => ({ judge: () => ({ isMeant: false, probability: 0, clues: [] }) }) };
    assert.equal(explained('A tok|en.', { sense }), undefined);
  });

  it('are not explained to a reader who knows them', () => {
    const choices = { ...noChoices, known: new Set(['token']) };
    assert.equal(explained('A tok|en of the text.', { choices }), undefined);
  });

  it('are not explained by the page that is about them', () => {
    assert.equal(explained('A tok|en of the text.', { ownTerm: 'token' }), undefined);
    assert.equal(explained('An embedd|ing of the text.', { ownTerm: 'token' })?.termId, 'embedding');
  });

  it('in code follow the rule of code, and in its comments that of comments', () => {
    assert.equal(explained('Text.\n\n```ts\nlet tok|en = next();\n```', { sense: realSense }), undefined);
    assert.equal(explained('Text.\n\n```ts\n// Each tok|en of the text\n```')?.termId, 'token');
    assert.equal(explained('Text.\n\n```ts\nconst contextWind|ow = 8;\n```')?.termId, 'context-window');
  });

  it('are looked for from a place on, where one asks for the next', () => {
    assert.equal(explained('|The weather. A token, and an embedding.'), undefined);
    assert.equal(explained('|The weather. A token, and an embedding.', { onward: true })?.termId, 'token');
    assert.equal(explained('The weather. A token|, and an embedding.', { onward: true })?.termId, 'embedding');
    assert.equal(explained('A token. |The weather.', { onward: true }), undefined);
  });
});

describe('a name on a page of ours that is a term', () => {
  const named = (termId: string, known: readonly string[] = []) =>
    atOnce(
      explainWord(
        { text: 'Top-p', at: 0, onward: false, termId },
        { glossary: { index, sense: realSense }, choices: { ...noChoices, known: new Set(known) }, ownTerm: undefined },
      ),
    );

  it('is explained in short, with the way to its card, whatever the reader knows', () => {
    const card = named('top-p', ['top-p']);
    const { summary } = index.byId.get('top-p')!;
    assert.deepEqual([card?.termId, card?.name, card?.start, card?.end], ['top-p', 'Top-p', 0, 5]);
    assert.ok(card?.markdown.startsWith(`**Top-p**\n\n${summary.slice(0, 40)}`));
    assert.match(card?.markdown ?? '', /\[More about top-p\]\(top-p\.md\)$/);
    assert.doesNotMatch(card?.markdown ?? '', /Why it matters/);
  });

  it('is not where there is no such term', () => assert.equal(named('no-such-term'), undefined));
});
