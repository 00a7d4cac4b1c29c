import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Marked } from 'marked';
import { termCard } from '../../../../../src/core/glossary/cards/card';
import { untrustedLine, untrustedMarkdown } from '../../../../../src/core/glossary/workspace/untrustedMarkdown';
import { layersOf, merged, sample } from './merged';

const html = (markdown: string): string => new Marked({ async: false }).parse(markdown) as string;
const linkTo = (id: string): string => `term:${encodeURIComponent(id)}`;

describe('the card of a term of a workspace', () => {
  const index = merged(layersOf(sample('billing.glossary.yml')));
  const cardOf = (name: string, from = index): string => {
    const term = from.terms.find((each) => each.term === name)!;
    return termCard(term, from, linkTo);
  };

  it('says what it means, an example, why it matters, what is related, and from which glossary it is', () => {
    assert.equal(
      cardOf('dunning'),
      [
        '**Dunning**',
        'Reminding a customer of an invoice that is **overdue**, in up to three letters.',
        '*For example:* The dunning starts on day 14.',
        '*Why it matters:* After the third letter the case goes to collections.',
        'Related: [grace period](term:own%3Ateam.glossary.yml%23grace%20period)',
        'From glossary [team.glossary.yml](term:own%3Ateam.glossary.yml%23dunning)',
      ].join('\n\n'),
    );
  });

  it('says first what to say instead', () => {
    assert.match(
      cardOf('client'),
      /\n\n\*\*Say “account holder” instead\.\*\* A client is a program here\.\n\nWho pays us\./,
    );
  });

  it('leads to more by https', () =>
    assert.match(cardOf('ARC'), /\nMore: \[example\.com\]\(https:\/\/example\.com\/arc\)\n/));

  it('shows three examples at most', () => {
    const examples = ['One', 'Two', 'Three', 'Four'].map((each) => `${each} berths.`);
    const text = `contexts:\n  - terms:\n      - {name: berth, examples: [${examples.join(', ')}]}\n`;
    assert.deepEqual(cardOf('berth', merged(layersOf(text))).match(/(?<=example:\* )\w+/g), ['One', 'Two', 'Three']);
  });

  it('leads to our term of the same form', () => {
    const own = merged(layersOf('terms:\n  - term: Token\n    definition: A coin.\n'));
    assert.match(cardOf('Token', own), /A coin\.\n\nAlso: AI term \[token\]\(term:token\)\n\nFrom glossary/);
  });

  it('says the context, what it is for, and who looks after it', () => {
    const harbour = merged(layersOf(sample('harbour.glossary.yml'), 'harbour.glossary.yml'));
    const card = cardOf('Berth', harbour);
    assert.ok(card.includes('A place at the quay where one ship lies.\n\nEach has a number.'), card);
    assert.ok(card.includes('*For example:* Which _berth_ is free at noon?\n\n*For example:* The berth is'), card);
    assert.ok(card.includes('Owner: [Quay team](https://example.com/quay)'), card);
    assert.match(
      card,
      /From glossary \[harbour\.glossary\.yml\]\([^)]+\), \*\*Harbour\*\*: To bring ships in and out on time$/,
    );
    assert.match(cardOf('BerthPlan', harbour), /\*There is no definition yet\.\*/);
  });
});

describe('untrustedMarkdown', () => {
  for (const [text, expected] of [
    ['**a** *b* _c_ `d*e*`', '<p><strong>a</strong> <em>b</em> <em>c</em> <code>d*e*</code></p>'],
    ['[a](https://example.com/b?c=d)', '<p><a href="https://example.com/b?c=d">a</a></p>'],
    ['![a](https://example.com/b.png)', '<p>![a](https://example.com/b.png)</p>'],
    ['[a](command:x) [b](http://c) [d](javascript:e)', '<p>[a](command:x) [b](http://c) [d](javascript:e)</p>'],
    ['<b>a</b> <img src=x onerror=y>', '<p>&lt;b&gt;a&lt;/b&gt; &lt;img src=x onerror=y&gt;</p>'],
    ['# a\n- b\n1. c\n> d\n---', '<p># a\n- b\n1. c\n&gt; d\n---</p>'],
    ['a  \nb\n\n\nc', '<p>a<br>b</p>\n<p>c</p>'],
    ['[a]: https://x\n[a]', '<p>[a]: https://x\n[a]</p>'],
    ['2 * 3 * 4, max_tokens', '<p>2 * 3 * 4, max_tokens</p>'],
    ['[`a`](https://b)', '<p><a href="https://b">`a`</a></p>'],
    ['$(alert) |a|b|', '<p>$(alert) |a|b|</p>'],
    ['`a\r\r[b](command:c) <img src=d>\r\re`', '<p>`a</p>\n<p>[b](command:c) &lt;img src=d&gt;</p>\n<p>e`</p>'],
  ] as const) {
    it(`shows ${JSON.stringify(text)} as it may be shown`, () =>
      assert.equal(html(untrustedMarkdown(text)).trim().replaceAll('&quot;', '"').replaceAll('&#39;', "'"), expected));
  }

  it('lets no other markup through, whatever is written', () => {
    const pieces = [
      '<',
      '>',
      '[',
      ']',
      '(',
      ')',
      '!',
      '`',
      '*',
      '_',
      '\\',
      '\n',
      '\r',
      ' ',
      'a',
      'https://x',
      'command:y',
      '&#33;',
      '|',
      '#',
      '-',
      '~',
      '$',
      '"',
      ':',
    ];
    const texts = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        for (const made of [untrustedMarkdown(text), untrustedLine(text)]) {
          const tags = html(made).match(/<[a-z][^>]*>/g) ?? [];
          for (const tag of tags) assert.match(tag, /^<(?:p|br|em|strong|code|a href="https:\/\/[^"]*")>$/, made);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
