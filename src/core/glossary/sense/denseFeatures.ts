/** Bands of the distance between a word and the term. Each word counts only in its nearest band. */
export const distanceBands = ['beside', 'near', 'around', 'far'] as const;

export const beside = 0;
export const near = 1;
export const around = 2;
/** The rest of what is read, and the beginning of the file. */
export const far = 3;

/** UTF-16 code units between a word and the term. */
const nearLength = 90;
const aroundLength = 320;
const besideLength = 3;

/**
 * Returns the band of a word that is `gap` away. A word is beside the term if only a mark or a blank separates them.
 */
export const bandOf = (gap: number, isJoined: boolean): number => {
  if (gap <= besideLength && isJoined) return beside;
  if (gap <= nearLength) return near;
  return gap <= aroundLength ? around : far;
};

/** Kinds of words that are counted, in addition to each word by itself. */
export const wordKinds = [
  'sure',
  'strong',
  'weak',
  'call',
  'shared',
  'ours',
  'others',
  'our phrase',
  'other phrase',
] as const;

export const regionKinds = ['prose', 'comment', 'string', 'code'] as const;

export const shapes = [
  'part',
  'inside',
  'called',
  'assigned',
  'member',
  'owner',
  'type',
  'constant',
  'shell',
  'number',
  'fraction',
  'degree',
  'plural',
] as const;

export const fileKinds = ['text', 'config', 'markup', 'program'] as const;

/** The fields of data/senses/vocabulary.yml, in the order of their weights. A new one is added at the end. */
export const fields = [
  'authentication',
  'parsing-and-compilers',
  'web-frontend',
  'react',
  'databases',
  'networking',
  'operating-systems',
  'devops-and-containers',
  'messaging-and-queues',
  'testing',
  'games',
  'graphics',
  'audio-and-video',
  'electronics-and-radio',
  'power-engineering',
  'vehicles',
  'weather-and-climate',
  'cooking',
  'medicine',
  'biology',
  'chemistry',
  'physics',
  'statistics',
  'finance-and-tax',
  'insurance',
  'law',
  'government',
  'real-estate',
  'travel',
  'sport-and-fitness',
  'music',
  'gardening',
  'fashion-and-sewing',
  'education-and-schools',
  'human-resources',
  'literature-and-film',
  'religion',
  'logistics',
  'agriculture',
  'construction',
  'crypto-and-blockchain',
] as const;

/**
 * Names of all clues that are counted, in the order of their weights. Clues of single words and forms are kept
 * elsewhere.
 */
export const denseFeatures: readonly string[] = [
  'always',
  ...regionKinds.map((kind) => `kind ${kind}`),
  ...fileKinds.map((kind) => `file ${kind}`),
  ...shapes.map((shape) => `shape ${shape}`),
  'form everyday',
  'form phrase',
  'form capitals',
  'form everyday code',
  ...wordKinds.flatMap((kind) => distanceBands.flatMap((band) => [`any ${kind} ${band}`, `many ${kind} ${band}`])),
  ...distanceBands.flatMap((band) => [`field top ${band}`, `field all ${band}`]),
  ...fields.map((name) => `field ${name}`),
  'sense top',
  'callee ai',
  'callee field',
  'callee any',
  'no ai',
  'no ai at all',
  'ai less field',
  'long without ai',
];

const numbers = new Map(denseFeatures.map((name, number) => [name, number]));

/** Returns the number of a clue. @throws RangeError where there is no such clue */
export function denseFeature(name: string): number {
  const number = numbers.get(name);
  if (number === undefined) throw new RangeError(`There is no clue "${name}"`);
  return number;
}

/** The number of the first of several clues that follow one another. */
export const first = {
  kind: denseFeature(`kind ${regionKinds[0]}`),
  file: denseFeature(`file ${fileKinds[0]}`),
  shape: denseFeature(`shape ${shapes[0]}`),
  words: denseFeature(`any ${wordKinds[0]} ${distanceBands[0]}`),
  fields: denseFeature(`field top ${distanceBands[0]}`),
  field: denseFeature(`field ${fields[0]}`),
};
export const clue = {
  always: denseFeature('always'),
  everyday: denseFeature('form everyday'),
  phrase: denseFeature('form phrase'),
  capitals: denseFeature('form capitals'),
  everydayCode: denseFeature('form everyday code'),
  senseTop: denseFeature('sense top'),
  calleeAi: denseFeature('callee ai'),
  calleeField: denseFeature('callee field'),
  calleeAny: denseFeature('callee any'),
  noAi: denseFeature('no ai'),
  noAiAtAll: denseFeature('no ai at all'),
  lessField: denseFeature('ai less field'),
  longWithoutAi: denseFeature('long without ai'),
};
