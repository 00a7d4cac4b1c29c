import type { Random } from './random';

// Texts to check, and values that stand in them or nearly do.

const words = [
  ...[
    'the',
    'The',
    'cat',
    'sat',
    'on',
    'mat',
    'Paris',
    'PARIS',
    'Berlin',
    'capital',
    'of',
    'France',
    'is',
    "can't",
    'cannot',
  ],
  ...[
    "I'm",
    "it's",
    'gonna',
    'mat.',
    'end...',
    'Straße',
    'İstanbul',
    'naïve',
    '東京',
    '🙂',
    '👩‍👩‍👧',
    '1,000.5',
    '$5.00',
    '42',
    '"quoted"',
    "'t",
  ],
  ...[
    'e.g.',
    'U.S.A.',
    'a--b',
    'x;y',
    '(so)',
    '[1]',
    'a.b.c',
    '\u00a0',
    "don't",
    "we'll",
    "dogs'",
    '…',
    '&amp;',
    '100%',
    'C:\\dir',
    '',
  ],
];
const spaces = [' ', ' ', ' ', ' ', '  ', '\n', '\r\n', '\t', ', ', '. ', '! ', '? '];

export const someWords = (random: Random, most = 12): string =>
  random.many(0, most, () => random.of(words) + random.of(spaces)).join('');

/** A text, some of it exchanged. */
export function nearly(random: Random, text: string): string {
  const kind = random.below(8);
  const at = random.below(text.length + 1);
  if (kind === 0) return text.slice(0, at) + random.of(words) + text.slice(at);
  if (kind === 1) return text.slice(0, at) + text.slice(at + 1 + random.below(4));
  if (kind === 2) return text.toUpperCase();
  if (kind === 3) return text.toLowerCase();
  if (kind === 4) return ` ${text}\n`;
  if (kind === 5) return text.split(' ').reverse().join(' ');
  if (kind === 6) return text.slice(at, at + random.below(30));
  return text;
}

const keys = ['name', 'age', 'a', 'b', 'tags', 'city', '__proto__', 'constructor', 'x-y', '0', 'é'];

/** A value of JSON, `depth` levels deep. */
export function someJson(random: Random, depth = 3): unknown {
  const kind = random.below(depth > 0 ? 9 : 6);
  if (kind === 0) return random.below(200) - 50;
  if (kind === 1) return random.next() * 10;
  if (kind === 2) return random.chance(0.5);
  if (kind === 3) return null;
  if (kind < 6)
    return random.of(['', 'Paris', 'x@y.org', '2024-02-30', '2024-02-28', 'a"b', 'a{b}c', "it's", 'http://x.org/a//b']);
  if (kind === 6) return random.many(0, 3, () => someJson(random, depth - 1));
  return someObject(random, depth);
}

export const someObject = (random: Random, depth = 3): Record<string, unknown> =>
  JSON.parse(
    `{${random.many(0, 4, () => `${JSON.stringify(random.of(keys))}:${JSON.stringify(someJson(random, depth - 1))}`).join()}}`,
  ) as Record<string, unknown>;

/** JSON as a model may write it: with comments, single quotes, commas too many, without an end, in a fence. */
export function looseJson(random: Random): string {
  const json = JSON.stringify(someObject(random), null, random.of([0, 2]));
  const kind = random.below(14);
  if (kind === 0) return json.replaceAll('"', "'");
  if (kind === 1) return json.replace(/\}$/, ',}');
  if (kind === 2) return json.replaceAll(',', ', // note\n');
  if (kind === 3) return json.slice(0, random.below(json.length + 1));
  if (kind === 4) return json.replaceAll(/"(\w+)":/g, '$1: ');
  if (kind === 5) return `\`\`\`json\n${json}\n\`\`\``;
  if (kind === 6) return json.replaceAll('\n', '\r\n');
  if (kind === 7) return json.replace('{', '{ /* c */ ');
  if (kind === 8) return json.replaceAll(':', ' : ') + random.of(['}', '{', '{}', ' {"a":1']);
  if (kind === 9)
    return json.replace(/\d+/, '0x1F').replace('null', random.of(['~', 'NaN', 'undefined', '2024-01-01', '.inf']));
  if (kind === 10) return `${json}\n${JSON.stringify(someObject(random))}`;
  if (kind === 11) return json.replace('{', `{ #${random.of(['/', '//', '///', ''])} c\n`).replaceAll(',', ' ,/// d\n');
  return json;
}

const tags = ['a', 'b', 'note', 'to', 'x:y', 'h1', 'é', 'item', 'A'];

/** XML, or nearly. */
export function someXml(random: Random, depth = 3): string {
  const tag = random.of(tags);
  const attributes = random.of(['', '', '', ' id="1"', " k='v>w'", ' on', ' a="1" a="2"', ' xmlns:x="u"', ' b="<"']);
  const kind = random.below(16);
  const inner = random
    .many(0, depth > 0 ? 3 : 0, () => (random.chance(0.5) ? someXml(random, depth - 1) : random.of(innerXml)))
    .join('');
  if (kind === 0) return `<${tag}${attributes}/>`;
  if (kind === 1) return `<${tag}${attributes}>${inner}</${random.of(tags)}>`;
  if (kind === 2) return `<${tag}${attributes}>${inner}`;
  if (kind === 3) return `${inner}</${tag}>`;
  return `<${tag}${attributes}>${inner}</${tag}>`;
}

const innerXml = [
  ...[
    'text',
    '1',
    ' ',
    '\n',
    '&amp;',
    '&lt;',
    '&foo;',
    '<!-- c -->',
    '<!-- -- -->',
    '<![CDATA[<x>]]>',
    '<?pi x?>',
    '<',
    '>',
    ']]>',
  ],
  ...['&#65;', '&#0;', '<br>', 'true', '007', '<!DOCTYPE a>', '</', '< a>'],
];

const declarations = [
  ...[
    '',
    '',
    '',
    '<?xml version="1.0"?>',
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    ' <?xml version="1.0"?>',
  ],
  ...[
    '<!DOCTYPE a>',
    '<!DOCTYPE a SYSTEM "a.dtd">',
    "<!DOCTYPE a PUBLIC '-//X//Y' 'u'>",
    '<!DOCTYPE a [<!ENTITY foo "x">]>',
  ],
  ...['<!DOCTYPE>', '<!DOCTYPE a SYSTEM "a#b">', '<!DOCTYPE a PUBLIC "x">', '\ufeff', '<!-- c -->'],
];

export const xmlDocument = (random: Random): string =>
  random.of(declarations) + someXml(random) + random.of(['', '', '', '\n', 'text', '<a/>', '<!-- c -->']);

const htmlPieces = [
  ...[
    '<p>',
    '</p>',
    '<div class="x">',
    '</div>',
    'text',
    ' ',
    '\n',
    '<br>',
    '<br/>',
    '<table><tr><td>',
    '</table>',
    '<html>',
    '</html>',
  ],
  ...[
    '<body>',
    '</body>',
    '<head>',
    '</head>',
    '<!DOCTYPE html>',
    '<!doctype HTML>',
    '<!-- c -->',
    '<!-- a-b -->',
    '<my-tag>',
    '</my-tag>',
  ],
  ...[
    '<foo>',
    '</foo>',
    '&nbsp;',
    '&#9;',
    '<title>x</title>',
    '<script>if (a<b) x()</script>',
    '<template><p>x</p></template>',
    '<svg><path/></svg>',
  ],
  ...[
    'a < b',
    'x = "y"',
    '<?xml version="1.0"?>',
    '<P>',
    '<html',
    '<bodyx>',
    '<frameset>',
    '<select><option>',
    '<',
    '</',
    '<1>',
    '<img src=x>',
  ],
];

export const someHtml = (random: Random): string => random.many(0, 7, () => random.of(htmlPieces)).join('');
