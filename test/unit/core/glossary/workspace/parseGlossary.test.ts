import assert from 'node:assert/strict';
import { faultSeverity } from '../../../../../src/core/glossary/workspace/glossaryFaults';
import { parseGlossary } from '../../../../../src/core/glossary/workspace/parseGlossary';
import { sample } from './merged';
import { complaints, termsOf } from './parsed';

describe('a glossary in our form', () => {
  const { contexts, problems, imports, isBroken } = parseGlossary(sample('billing.glossary.yml'));
  const [dunning, grace, client, console] = contexts[0]!.terms;

  it('is read without a complaint', () => {
    assert.deepEqual(problems, []);
    assert.deepEqual([contexts.length, imports, isBroken], [1, [], false]);
  });

  it('says what its terms mean, why, with examples, and in which line', () => {
    assert.equal(
      dunning!.definition,
      'Reminding a customer of an invoice that is **overdue**, in up to three letters.',
    );
    assert.equal(dunning!.why, 'After the third letter the case goes to collections.');
    assert.deepEqual(dunning!.examples, ['The dunning starts on day 14.']);
    assert.deepEqual([dunning!.line, grace!.line], [2, 9]);
    const place = { line: 8, column: 14, endLine: 8, endColumn: 26 };
    assert.deepEqual(dunning!.related, [{ text: 'grace period', key: 'grace period', place }]);
  });

  it('has the name first, then the aliases, with the keys by which they are found', () => {
    assert.deepEqual(
      dunning!.forms.map(({ text, key, exact, everyday }) => [text, key, exact, everyday]),
      [
        ['dunning', 'dunning', false, false],
        ['dunning run', 'dunning run', false, false],
        ['payment reminder', 'payment reminder', false, false],
      ],
    );
  });

  it('says what to say instead, where capitals count, and where more stands', () => {
    assert.deepEqual(client!.deprecated, { use: 'account holder', because: 'A client is a program here.' });
    assert.deepEqual([console!.forms[0]!.exact, console!.link], [true, 'https://example.com/arc']);
  });
});

describe('a glossary in the form of Contextive', () => {
  const { contexts, problems, imports } = parseGlossary(sample('harbour.glossary.yml'));

  it('has contexts with their patterns, visions and terms', () => {
    assert.deepEqual(
      contexts.map(({ name, vision, paths, terms }) => [name, vision, paths, terms.map(({ term }) => term)]),
      [
        ['Harbour', 'To bring ships in and out on time', ['berths', '**/*.md'], ['Berth', 'BerthPlan', '停泊']],
        [undefined, undefined, [], ['Pilot']],
        ['Empty', undefined, [], []],
      ],
    );
    assert.deepEqual(contexts[0]!.meta, [['Owner:', '[Quay team](https://example.com/quay)']]);
  });

  it('keeps paragraphs, examples and aliases of a term, which needs no definition', () => {
    const [berth, plan] = contexts[0]!.terms;
    assert.equal(berth!.definition, 'A place at the quay where one ship lies.\n\nEach has a number.');
    assert.deepEqual(berth!.examples, ['Which _berth_ is free at noon?', 'The berth is 300 m long.']);
    assert.deepEqual(
      berth!.forms.map(({ text }) => text),
      ['Berth', 'mooring'],
    );
    assert.deepEqual([plan!.definition, plan!.forms[0]!.key], ['', 'berth plan']);
  });

  it('keeps a word together that a Japanese mark lengthens', () => {
    const [term] = termsOf('contexts:\n  - terms:\n      - name: 桟橋\n        aliases: [ピアー]\n');
    assert.deepEqual(
      term!.forms.map(({ key }) => key),
      ['桟橋', 'ピアー'],
    );
  });

  it('imports files, and says of an address that it is not loaded', () => {
    assert.deepEqual(
      imports.map(({ path, place }) => [path, place.line]),
      [['../shared/customs.glossary.yml', 2]],
    );
    assert.deepEqual(
      problems.map(({ fault, line }) => [fault.kind, faultSeverity(fault), line]),
      [['remoteImport', 'information', 3]],
    );
  });

  for (const text of [
    'contexts:\n  - terms:\n      - name: single\n  - name: none\n    terms:\n',
    'imports:\n  - ../payments/payments.glossary.yml',
    'contexts:\n  - terms:\n    - name: Один Два\n    - name: Рус Eng',
    'contexts:\n- name: Demo\n  terms:\n  - name: Vessel',
  ]) {
    it(`is read where it is ${JSON.stringify(text)}`, () => assert.deepEqual(complaints(text), []));
  }
});

describe('what is wrong in a glossary', () => {
  for (const text of ['', '# Nothing yet.\n', 'terms:\n', 'terms: []\n', 'terms:\n  -\n', 'contexts:\n']) {
    it(`is nothing where it is ${JSON.stringify(text)}`, () => assert.deepEqual(complaints(text), []));
  }

  const mistakes: [title: string, text: string, complaint: string][] = [
    ['no map', '- a\n', '1:1 error Expected keys and values here. Valid keys: terms.'],
    ['an unknown key at the top', 'terms: []\nname: x\n', '2:1 warning Unknown key "name". Valid keys: terms.'],
    ['a term without a name', 'terms:\n  - definition: x\n', '2:5 warning "term" is missing.'],
    ['an empty name', 'terms:\n  - term:\n    definition: x\n', '2:5 warning "term" is missing.'],
    ['a term without a definition', 'terms:\n  - term: a\n', '2:11 warning "definition" is missing.'],
    ['a text where a list is', 'terms: x\n', '1:8 warning Expected a list here.'],
    ['a list as a name', 'terms:\n  - term: [a]\n    definition: x\n', '2:11 warning Expected text here.'],
    [
      'a text as a term',
      'terms:\n  - a\n',
      '2:5 error Expected keys and values here. Valid keys: term, aliases, case, definition, why, example, related, deprecated, link.',
    ],
    [
      'a key twice',
      'terms:\n  - term: a\n    definition: x\n    term: b\n',
      '4:5 warning "term" appears twice here. Only the first one counts.',
    ],
    [
      'a case that is none',
      'terms:\n  - term: a\n    definition: x\n    case: upper\n',
      '4:11 warning upper is not one of any, exact.',
    ],
    [
      'a link to nowhere safe',
      'terms:\n  - term: a\n    definition: x\n    link: "command:x"\n',
      '4:11 warning Expected an address that begins with https://.',
    ],
    [
      'a term that is explained twice',
      'terms:\n  - {term: a b, definition: x}\n  - {term: aB, definition: y}\n',
      '3:12 warning "aB" is already explained in line 2.',
    ],
    [
      'a name without a letter',
      'terms:\n  - {term: "--", definition: x}\n',
      '2:12 error A term needs a letter or a digit.',
    ],
    [
      'a name of nine words',
      `terms:\n  - {term: ${'a '.repeat(9)}, definition: x}\n`,
      '2:12 error A term can have at most 8 words.',
    ],
    [
      'nothing to say instead',
      'terms:\n  - term: a\n    definition: x\n    deprecated: {because: old}\n',
      '4:5 warning "use" is missing.',
    ],
    [
      'a key of ours in that of Contextive',
      'contexts:\n  - terms:\n      - name: a\n        example: x\n',
      '4:9 warning Unknown key "example". Valid keys: name, definition, examples, aliases, meta.',
    ],
  ];
  for (const [title, text, complaint] of mistakes) {
    it(`is told its line where it has ${title}`, () => assert.deepEqual(complaints(text), [complaint]));
  }

  it('is told all at once, in the order of the file, and costs itself alone', () => {
    const text =
      'terms:\n  - term: a\n    definition: x\n    links: y\n  - definition: z\n  - term: b\n    aliases: c\n    definition: x\n';
    assert.deepEqual(
      parseGlossary(text).problems.map(({ fault, line }) => [fault.kind, line]),
      [
        ['unknownKey', 3],
        ['missing', 4],
        ['list', 6],
      ],
    );
    assert.deepEqual(
      termsOf(text).map(({ term }) => term),
      ['a', 'b'],
    );
  });

  const rest = 'The file is not read until this is fixed.';
  const column = 'This line is not indented like the lines it belongs to.';
  const slips: [title: string, text: string, place: string, words: string][] = [
    ['a line too far to the left', 'terms:\n  - term: a\n   definition: x\n  - term: b\n', '3:4', column],
    [
      'a line too far to the right',
      'terms:\n  - term: a\n    definition: x\n      why: y\n  - term: b\n',
      '4:7',
      column,
    ],
    [
      'an entry too far to the left',
      'terms:\n  - term: a\n - term: b\n    definition: y\n  - term: c\n',
      '3:2',
      column,
    ],
    ['a list too far to the left', '  terms:\n- term: a\n', '2:1', column],
    ['a text too far to the left', 'terms:\n  - term: a\n    definition: >-\n  text\n', '4:3', column],
    [
      'a tab',
      'terms:\n  - term: a\n\tdefinition: x\n  - term: b\n',
      '3:1',
      'This line begins with a tab. Use spaces instead.',
    ],
    [
      'a text with a colon',
      'terms:\n  - term: a\n    definition: one: two\n  - term: b\n',
      '3:17',
      'Text that contains a colon and a space needs quotes.',
    ],
    ['an open quotation', 'terms:\n  - term: "a\n    definition: x\n', '2:11', 'This quotation mark is not closed.'],
    [
      'a quotation that ends in the next one',
      'terms:\n  - term: "a\n    definition: "x"\n',
      '2:11',
      'This quotation mark is not closed.',
    ],
    [
      'an open list',
      'terms:\n  - term: a\n    aliases: [b, c\n    definition: x\n',
      '3:14',
      'This bracket is not closed.',
    ],
    ['an open map', 'terms:\n  - {term: a, definition: x\n  - {term: b}\n', '2:5', 'This bracket is not closed.'],
    [
      'no colon',
      'terms:\n  - term: a\n    definition x\n    why: y\n',
      '3:5',
      'Expected a key, a colon and a space, as in "name: value".',
    ],
    [
      'no blank behind a colon',
      'terms:\n  - term:a\n    definition: x\n',
      '2:3',
      'Expected a key, a colon and a space, as in "name: value".',
    ],
    ['no blank behind a dash', 'terms:\n  -term: a\n   definition: x\n', '2:3', 'A space is missing after the "-".'],
    [
      'text behind a quotation',
      'terms:\n  - term: "a" b\n    definition: x\n',
      '2:15',
      'There is more text after the closing quotation mark.',
    ],
    ['bold text', 'terms:\n  - term: a\n    definition: **bold** x\n', '3:17', 'Text that begins with * needs quotes.'],
    ['a mention', 'terms:\n  - term: @a\n    definition: x\n', '2:11', 'Text that begins with @ needs quotes.'],
    ['code', 'terms:\n  - term: `a`\n    definition: x\n', '2:11', 'Text that begins with ` needs quotes.'],
    [
      'a path of Windows',
      'terms:\n  - term: "a\\q"\n    definition: x\n',
      '2:13',
      'A "\\" in double quotes begins an escape sequence. Use single quotes instead.',
    ],
    [
      'two documents',
      'terms:\n  - {term: a, definition: x}\n---\nterms: []\n',
      '3:1',
      'A second document begins at "---". Remove that line.',
    ],
  ];
  for (const [title, text, place, words] of slips) {
    it(`is told one slip at its line where it has ${title}, and no more`, () => {
      assert.deepEqual(complaints(text), [`${place} error ${words} ${rest}`]);
      const { contexts, isBroken } = parseGlossary(text);
      assert.deepEqual([contexts, isBroken], [[], true]);
    });
  }
});
