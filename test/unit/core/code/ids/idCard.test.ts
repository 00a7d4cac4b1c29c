import assert from 'node:assert/strict';
import { catalog as catalogTable } from '../../../../../generated/catalog';
import { hostIds } from '../../../../../generated/hostIds';
import { lifecycle as lifecycleTable } from '../../../../../generated/lifecycle';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { createLifecycle } from '../../../../../src/core/catalog/lifecycle';
import { idCard } from '../../../../../src/core/code/ids/idCard';
import { createModelNames } from '../../../../../src/core/catalog/names/modelNames';
import { modelAtOffset } from '../../../../../src/core/search/nameAtCursor';

const lifecycle = createLifecycle(lifecycleTable);
const catalogOn = (day: string) => createCatalog(catalogTable, () => day);
const linkTo =
  (place: string) =>
  ({ id }: { id: string }): string =>
    `${place}:${id}`;
const links = {
  page: linkTo('page'),
  tree: linkTo('tree'),
  counter: linkTo('counter'),
  playground: linkTo('playground'),
};

function cardAt(marked: string, day = '2026-11-25', file?: string): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const catalog = catalogOn(day);
  const found = modelAtOffset(createModelNames(catalog, lifecycle), catalog, { text, offset });
  if (!found) return undefined;
  return idCard(
    text.slice(found.start, found.end),
    found.named,
    { catalog, lifecycle, hostIds },
    links,
    sayInEnglish,
    file,
  );
}

describe('the card of a model', () => {
  it('says what an id names, its window, its price, and leads on', () => {
    const card = cardAt(`ask({ model: 'gemini-4-|argon' })`) ?? '';
    assert.match(card, /^\*\*Gemini 4 Argon\*\* · `gemini-4-argon` · Google DeepMind\n/);
    assert.match(card, /Context window 1,048,576 tokens · output up to 65,536/);
    assert.match(card, /\\\$2 in, \\\$10 out per million tokens, from 1 December 2026 \\\$4 in, \\\$20 out$/m);
    assert.match(
      card,
      /\[Details\]\(page:gemini-4-argon\) · \[Show in tree\]\(tree:gemini-4-argon\) · \[Count tokens for it\]\(counter:gemini-4-argon\) · \[Playground\]\(playground:gemini-4-argon\)$/,
    );
  });

  it('says what the open file is for the model, where that is given', () => {
    assert.match(
      cardAt('|gemini-4-argon', undefined, 'The open file: 5 tokens.') ?? '',
      /\n\nThe open file: 5 tokens\.\n\nAs of /,
    );
  });

  it('writes every date in one way', () => {
    assert.doesNotMatch((cardAt('gpt-|4o') ?? '').replaceAll(/\(https:[^)]*\)/g, ''), /\d{4}-\d\d/);
  });

  it('costs the new price on the day on which it holds', () => {
    assert.match(cardAt('|gemini-4-argon', '2026-12-01') ?? '', /· \\\$4 in, \\\$20 out per million tokens$/m);
  });

  it('says that a long prompt costs more, and that some hours have other prices', () => {
    assert.match(cardAt('|claude-haiku-5-5') ?? '', /out per million tokens, more above 100,000 input tokens$/m);
    assert.match(cardAt('|deepseek-v4-pro') ?? '', /out per million tokens, price varies by hour$/m);
  });

  it('says when a model ends, and what takes its place', () => {
    assert.match(
      cardAt(`model: gpt-|4o`) ?? '',
      /\nDeprecated, retires on 14 January 2027 \(50 days left\)\. Successor: gpt-6-luna\. \[OpenAI/,
    );
    assert.match(cardAt(`model: gpt-|4`) ?? '', /\nRetired on 23 October 2026\. Successor: /);
  });

  it('names the end of the chain, and not what ends next', () => {
    assert.match(cardAt('"gpt-4-|32k"') ?? '', /Its successor is gpt-6-luna\./);
    assert.doesNotMatch(cardAt('"text-|davinci-003"') ?? '', /itself retires/);
  });

  it('knows an id that only the table of ends has', () => {
    assert.match(
      cardAt(`"text-|davinci-003"`) ?? '',
      /^\*\*text-davinci-003\*\* · OpenAI\n\ntext-davinci-003 was retired/,
    );
  });

  it('speaks of an id as it is written, and says a name once that is the id', () => {
    assert.match(cardAt('"gpt-4-|32k"') ?? '', /^\*\*gpt-4-32k\*\* · OpenAI\n\ngpt-4-32k was retired/);
    assert.match(cardAt('"o3-|mini"') ?? '', /^\*\*o3-mini\*\* · OpenAI\n/);
  });

  it('names the successor as the host of the id does', () => {
    assert.match(
      cardAt('"us.anthropic.claude-3-5-sonnet-|20240620-v1:0"') ?? '',
      /Its successor is us\.anthropic\.claude-sonnet-4-6\./,
    );
  });

  it('stands over a name in prose, too', () => {
    assert.match(cardAt('We ask Claude Opus| 5.5 first.') ?? '', /^\*\*Claude Opus 5\.5\*\*/);
  });

  it('stands over what hosts call a model', () => {
    assert.match(
      cardAt('"us.anthropic.claude-3-haiku-|20240307-v1:0"') ?? '',
      /was retired at Amazon Bedrock on 10 September 2026/,
    );
  });

  for (const text of ['gpt-4|o-maxi', 'my-gpt-|4o', 'a tok|en', 'docs/gpt-|4o.md', 'con|structor']) {
    it(`is not there over ${text.replace('|', '')}`, () => assert.equal(cardAt(text), undefined));
  }
});
