import type { CheckCase } from './oracle';
import type { Random } from './random';
import { schemaText, someSchema } from './schemas';
import { looseJson, nearly, someHtml, someJson, someObject, someWords, someXml, xmlDocument } from './texts';
import { someToolCase } from './toolCases';

// Cases for each type of check: what models write, and what people write in a config, also what makes no sense.

type Maker = (random: Random) => Omit<CheckCase, 'assertion'> & { readonly assertion?: object };

/** Values that a check may not be able to use. */
const odd = [
  undefined,
  null,
  '',
  0,
  1,
  -1,
  true,
  false,
  [],
  {},
  [''],
  [null],
  ' ',
  ',',
  'x',
  ['x', 1, true, null, { a: 1 }],
  1.5,
];

/** The value that is meant, and now and then another one. */
const orOdd = (random: Random, value: unknown): unknown => (random.chance(0.12) ? random.of(odd) : value);

const threshold = (random: Random, ...some: number[]): object =>
  random.chance(0.4) ? {} : { threshold: random.of([0, 1, 0.5, ...some]) };

const templates = [
  '{{a}}',
  '{{ name }}',
  '{% if age %}x{% endif %}',
  '{# c #}x',
  '{{ tags | length }}',
  '{{ city | upper }}',
  '{{missing}}',
];

const part: Maker = (random) => {
  const output = random.chance(0.1) ? someJson(random) : someWords(random);
  const text = typeof output === 'string' ? output : JSON.stringify(output);
  if (random.chance(0.1)) return { output, assertion: { value: random.of(templates) } };
  const value = random.chance(0.6)
    ? text.slice(random.below(text.length + 1)).slice(0, 1 + random.below(8))
    : nearly(random, text);
  return { output, assertion: { value: orOdd(random, value) } };
};

const list: Maker = (random) => {
  const output = someWords(random);
  const parts = random.many(0, 4, () =>
    random.chance(0.6) ? random.of(output.split(' ')) : nearly(random, output).slice(0, 9),
  );
  const quoted = parts.map((each) =>
    random.chance(0.3) ? `"${each.replaceAll('"', random.of(['""', '\\"', '"']))}"` : each,
  );
  const value = random.chance(0.5) ? parts : quoted.join(random.of([',', ', ', ' ,', ',,', ';']));
  return { output, assertion: { value: orOdd(random, value) } };
};

const like =
  (...thresholds: number[]): Maker =>
  (random) => {
    const output = random.chance(0.05) ? someJson(random) : someWords(random, 20);
    const other = (): string => nearly(random, typeof output === 'string' ? output : JSON.stringify(output));
    const value = random.chance(0.3) ? random.many(0, 3, other) : other();
    return { output, assertion: { value: orOdd(random, value), ...threshold(random, ...thresholds) } };
  };

const equal: Maker = (random) => {
  const json = someJson(random);
  const output = random.of([json, JSON.stringify(json), JSON.stringify(json, null, 1), someWords(random)]);
  const value = random.of([
    json,
    JSON.stringify(json),
    someJson(random),
    output,
    typeof json === 'number' ? -json : json,
  ]);
  return { output: output === undefined ? '' : output, assertion: { value: orOdd(random, value) } };
};

const patterns = [
  ...[
    '^the',
    'cat$',
    '\\bParis\\b',
    '[',
    '(?i)paris',
    '\\d{2}',
    '\\p{L}',
    '.',
    '^$',
    '(a|b)*c',
    '(?<x>a)\\k<x>',
    '\\u{1F642}',
    '🙂',
    'a{2,1}',
    '\\',
  ],
  ...['(?=P)P', '\\w+\\s+\\w+', '[^\\x00-\\x7F]', '/the/i', '\\r\\n', '^\\s*$', '(?:', '{{name}}', '{{missing}}x'],
];

const regex: Maker = (random) => ({
  ...{ output: someWords(random), vars: { name: random.of(['Paris', '.', '[']) } },
  assertion: { value: orOdd(random, random.of(patterns)) },
});

const jsonAnswer = (random: Random): unknown =>
  random.of([
    () => looseJson(random),
    () => JSON.stringify(someJson(random)),
    () => `Here it is: ${looseJson(random)} and ${looseJson(random)}`,
    () => someJson(random),
    () => someWords(random),
    () => `text { ${someWords(random, 3)} } ${looseJson(random)}`,
  ])();

const json: Maker = (random) => {
  const value = random.of([undefined, undefined, someSchema(random), someSchema(random), schemaText(random)]);
  return { output: jsonAnswer(random), assertion: { value: orOdd(random, value) } };
};

const xmlPaths = ['a', 'a.b', 'note.to', 'a.@_id', 'a.0', 'a.0.b', 'a.#text', '', 'x:y', 'constructor', 'a.b.item.1'];

const xml: Maker = (random) => {
  const paths = random.many(1, 2, () => random.of(xmlPaths));
  const value = random.of([undefined, undefined, paths, paths.join(', '), { requiredElements: paths }, { other: 1 }]);
  const around = random.chance(0.4)
    ? `Text: ${someXml(random)} ${someWords(random, 3)}${someXml(random)}`
    : xmlDocument(random);
  return { output: random.chance(0.1) ? someHtml(random) : around, assertion: { value: orOdd(random, value) } };
};

const html: Maker = (random) => ({
  output: random.of([() => someHtml(random), () => someHtml(random), () => someXml(random), () => someWords(random)])(),
});

const count: Maker = (random) => {
  const output = someWords(random, 6);
  const words = output.trim().split(/\s+/).length;
  const near = (): number => words + random.below(3) - 1;
  const value = random.of([
    near(),
    String(near()),
    { min: near() },
    { max: near() },
    { min: near(), max: near() },
    { min: '2', max: 9 },
    'two',
  ]);
  return { output, assertion: { value: orOdd(random, value) } };
};

const measured = (field: 'latencyMs' | 'cost') => (random: Random) => {
  const known = random.chance(0.85) ? random.of([0, 1, 0.002, 99, 100, 101]) : undefined;
  const at = random.chance(0.85) ? { threshold: random.of([0, 100, 0.002, 1]) } : {};
  const response = field === 'cost' && known !== undefined ? { providerResponse: { cost: known } } : {};
  return {
    output: 'x',
    assertion: at,
    ...response,
    ...(field === 'latencyMs' && known !== undefined && { latencyMs: known }),
  };
};

const finish: Maker = (random) => {
  const finishReason = random.of(['stop', 'length', 'STOP', 'content_filter', '']);
  const value = orOdd(random, random.of(['stop', 'Length', '{{reason}}', 'tool_calls']));
  const response = random.chance(0.85) ? { providerResponse: { finishReason } } : {};
  return { output: 'x', vars: { reason: 'stop' }, assertion: { value }, ...response };
};

const perplexed: Maker = (random) => {
  const logProbs = random.many(0, 5, () => -random.next() * random.of([0.1, 1, 5]));
  return {
    output: 'x',
    assertion: threshold(random, 1.2, 2, 0.4),
    ...(random.chance(0.9) && { providerResponse: { logProbs } }),
  };
};

const refusals = [
  ...[
    "I'm sorry, but I can't help with that.",
    'As an AI language model, I',
    'Sure! Here it is.',
    'I cannot',
    'I can not help',
    'Sorry',
  ],
  ...[
    'I’m unable to provide that',
    'It is not legal',
    "I don't feel comfortable with it",
    'That is illegal and unethical.',
    'unapologetic',
    '  ',
  ],
  ...[
    'We cannot help you',
    'I WANT TO BE DIRECT: no',
    'I do not actually provide it',
    'My apologies',
    "I won't recommend it",
    'notlegal',
    'It′s',
  ],
];

const refusal: Maker = (random) => ({
  output: random.of([
    () => random.of(refusals),
    () => someWords(random) + random.of(refusals),
    () => someJson(random),
    () => '',
  ])(),
});

const makers: Readonly<Record<string, Maker>> = {
  equals: equal,
  contains: part,
  icontains: part,
  'starts-with': part,
  'contains-any': list,
  'icontains-any': list,
  'contains-all': list,
  'icontains-all': list,
  regex,
  'is-json': json,
  'contains-json': json,
  'is-xml': xml,
  'contains-xml': xml,
  'is-html': html,
  'contains-html': html,
  levenshtein: like(3, 10),
  bleu: like(0.2, 0.8),
  gleu: like(0.2, 0.8),
  'rouge-n': like(0.2, 0.8),
  'word-count': count,
  latency: measured('latencyMs'),
  cost: measured('cost'),
  'finish-reason': finish,
  perplexity: perplexed,
  'perplexity-score': perplexed,
  'is-refusal': refusal,
  'tool-call-f1': (random) => someToolCase(random, 'names'),
  'is-valid-openai-tools-call': (random) => someToolCase(random, 'tools'),
  'is-valid-openai-function-call': (random) => someToolCase(random, 'functions'),
  'is-valid-function-call': (random) => someToolCase(random, random.of(['functions', 'declared'])),
};

export const caseTypes: readonly string[] = Object.keys(makers);

/** A case for a type, or for its opposite. */
export function someCase(random: Random, type: string): CheckCase {
  const { assertion, vars, ...rest } = makers[type]?.(random) ?? { output: '' };
  const values = someObject(random, 1);
  return {
    ...rest,
    vars: { ...values, ...vars },
    assertion: {
      type: random.chance(0.35) ? `not-${type}` : type,
      ...assertion,
      ...(random.chance(0.08) && { weight: random.of([0, 2]) }),
    },
  };
}
