import { DataCopy } from './dataCopy';

describe('the tables stop at a price', () => {
  const copy = new DataCopy();
  const file = 'models/grok.yml';
  const entry = '- id: price-test\n';

  /** Appends a model whose price has `lines` too. @returns the line of the first of them. */
  const price = (...lines: string[]): number =>
    copy.append(
      file,
      `${entry}  family: grok
  name: Price test
  status: legacy
  openness: closed
  contextWindow: 1000000
  tokenizer: grok
  checked: '2026-11-24'
  sources: [{ id: xai, title: Models of xAI, url: 'https://docs.x.ai/developers/models/grok-4' }]
  price:
    checked: '2026-11-24'
    source: xai
    input: 4
    cachedInput: 0.4
    output: 20
${lines.map((line) => `    ${line}`).join('\n')}`,
    ) + 15;

  it('unless all of it makes sense', () => {
    price(
      'cacheWrite: { 5m: 5, 30m: 5, 1h: 8, 12h: 8, 24h: 9, default: 5 }',
      'longContext: [{ above: 128000, input: 6, cachedInput: 0.6, output: 24 }, { above: 199999, input: 8, output: 30 }]',
      'batch: { input: 2, output: 10, longContext: { above: 199999, input: 4, output: 15 } }',
      'flex: { input: 2, output: 10, cachedInput: 0.2 }',
      'priority: { input: 8, output: 40, cachedInput: 0.8 }',
      'cacheStorage: 4.5',
    );
    copy.passes();
  });

  it('unless its hours are apart', () => {
    const rates = 'input: 8, output: 40';
    price(
      'hours:',
      `- { days: [mon, tue], from: '01:00', until: '04:00', ${rates}, except: { name: Holidays, days: ['2026-10-01'] } }`,
      `- { days: [mon], from: '04:00', until: '24:00', ${rates} }`,
      `- { days: [sat], from: '02:00', until: '03:00', ${rates} }`,
    );
    copy.passes();
  });

  for (const [what, line, reason] of [
    ['a cache lifetime that is unknown', 'cacheWrite: { 2h: 5 }', /unknown field "2h"; did you mean "1h"\?/],
    ['no rate for a write', 'cacheWrite: {}', /price\.cacheWrite must NOT have fewer than 1 properties/],
    ['a rate of 0', 'cacheWrite: { default: 0 }', /price\.cacheWrite\.default must be > 0/],
    [
      'a write that is cheaper than a read',
      'cacheWrite: { 5m: 0.3 }',
      /5m is 0\.3, cheaper than reading the cache at 0\.4/,
    ],
    [
      'a longer lifetime that is cheaper',
      'cacheWrite: { 5m: 5, 1h: 4 }',
      /1h is 4, cheaper than the shorter lifetime at 5/,
    ],
    [
      'a step that is cheaper',
      'longContext: { above: 9, input: 3, output: 30 }',
      /input above 9 tokens is 3, cheaper than 4/,
    ],
    [
      'steps that fall',
      'longContext: [{ above: 9, input: 5, output: 30 }, { above: 9, input: 6, output: 30 }]',
      /the step above 9 comes after the one above 9/,
    ],
    [
      'a second step that is cheaper than the first',
      'longContext: [{ above: 9, input: 5, output: 30 }, { above: 10, input: 6, output: 29 }]',
      /output above 10 tokens is 29, cheaper than 30/,
    ],
    ['a dear batch', 'batch: { input: 5, output: 10 }', /batch\.input is 5, dearer than the standard 4/],
    ['a cheap priority', 'priority: { input: 8, output: 19 }', /priority\.output is 19, cheaper than the standard 20/],
    [
      'a tier whose cached input is dearer than its input',
      'flex: { input: 0.2, cachedInput: 0.3, output: 10 }',
      /cachedInput is 0\.3, dearer than the input price of 0\.2/,
    ],
    [
      'a step of a tier beyond the window',
      'batch: { input: 2, output: 10, longContext: { above: 2000000, input: 3, output: 15 } }',
      /longContext\.above is 2000000, which the contextWindow of 1000000 never reaches/,
    ],
    [
      'a time that is none',
      "hours: [{ from: '24:30', until: '24:00', input: 8, output: 40 }]",
      /must be a time of the day/,
    ],
    [
      'hours over midnight',
      "hours: [{ from: '16:30', until: '00:30', input: 8, output: 40 }]",
      /the hours end at 00:30, not after 16:30: hours over midnight are two entries/,
    ],
    [
      'hours that overlap',
      "hours: [{ from: '01:00', until: '04:00', input: 8, output: 40 }, { days: [sun], from: '03:59', until: '05:00', input: 8, output: 40 }]",
      /the hours 03:59 to 05:00 overlap 01:00 to 04:00/,
    ],
  ] as const) {
    it(`with ${what}`, () => copy.failsAt(file, price(line), reason));
  }

  it('with hours and steps', () => {
    const line = price(
      "hours: [{ from: '01:00', until: '04:00', input: 8, output: 40 }]",
      'longContext: { above: 9, input: 5, output: 30 }',
    );
    copy.failsAt(file, line, /a price with steps has no hours/);
  });
});
