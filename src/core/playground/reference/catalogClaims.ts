import { formatCount } from '../../base/numbers';
import type { Catalog } from '../../catalog/catalog';
import type { Family, Model, Openness } from '../../catalog/catalogTable';
import { denies, normalized, summed } from './comparison';
import type { Comparison, Judged, Point } from './comparison';
import { besidesDecline, claims } from './declines';
import { familyNames } from './knownNames';
import { firstWindow, numbersIn } from './numbersSaid';
import type { Want } from './wants';

/** What is held against an answer: a family, or a model of it. */
export interface Known {
  readonly family: Family;
  readonly model?: Model;
  readonly catalog: Catalog;
  /** Families that the question is about too: what the answer says may be said of them. */
  readonly others?: readonly Family[];
}

/** Characters of a name that an answer gives. */
const longestName = 60;

/**
 * Holds an answer against the facts of a family or a model. Where every line of it is a sentence that is understood, its names
 * are compared; any other text is only looked through for names, and is never said to be the same. What the question wants to
 * know and the answer does not say is a point too.
 */
export function compareCatalog(answer: string, known: Known, wants: ReadonlySet<Want>): Comparison {
  const beside = wants.has('strengths') && !known.model ? { passage: known.family.strengths } : {};
  if (declines(answer, known)) {
    return { verdict: 'declined', points: wantedPoints(known, wants), ...beside };
  }
  const lines = answer.split('\n').filter((line) => line.trim() !== '');
  const points = understandAll(lines, known) ?? lookThrough(answer, known);
  const unsaid = wantedPoints(known, wants).filter(({ about }) => !points.some((point) => point.about === about));
  return { ...summed([...points, ...unsaid.map((point) => unsaidIn(answer, point, known))]), ...beside };
}

/** What the question wants to know, as the catalog has it. */
function wantedPoints(known: Known, wants: ReadonlySet<Want>): Point[] {
  const points: Point[] = [
    { about: 'maker', reference: known.family.maker, said: '' },
    { about: 'openness', reference: opennessOf(known), said: '' },
  ];
  return points.filter(({ about }) => wants.has(about as Want));
}

const makes = '(?:buil[dt]|creat|develop|mak|made|own|produc|publish|releas|train)';

/** A part of a maker's name may be meant as the whole, `Google` as `Google DeepMind`; and a bare `Yes` as open. */
function unsaidIn(answer: string, point: Point, { family, catalog }: Known): Judged {
  if (point.about === 'openness')
    return { ...point, how: /^\W*(?:yes|no|yeah|nope)\b/i.test(answer) ? 'unclear' : 'unsaid' };
  const own = familyNames(family).map((name) => name.toLowerCase());
  // `Mistral` alone is the family, unless it makes one.
  const isMaker = (part: string): boolean =>
    own.includes(part.toLowerCase())
      ? new RegExp(`\\bby ${escaped(part)}\\b|\\b${escaped(part)} ${makes}`, 'i').test(answer)
      : names(answer, part);
  const makers = [family.maker, ...catalog.families.map(({ maker }) => maker)];
  const said = makers.flatMap((maker) => maker.split(' ')).find((part) => part.length > 3 && isMaker(part));
  return said === undefined ? { ...point, how: 'unsaid' } : { ...point, how: 'unclear', said };
}

/** `Open weights`, where that is all. */
const bareState = /^\W*(?:(?:partly|fully) )?(?:open|closed|proprietary)(?:[- ](?:source|weights))?\W*$/i;

/** Says that it does not answer, and besides nothing of the family or model, no maker and no number. */
function declines(answer: string, known: Known): boolean {
  const own = ownNames(known);
  const says = (clause: string): boolean =>
    /\d/.test(clause) || bareState.test(clause) || claims(clause, own) || own.some((name) => names(clause, name));
  if (besidesDecline(answer)?.some(says) !== false) return false;
  const makers = known.catalog.families.map(({ maker }) => maker);
  return !makers.some((maker) => !own.includes(maker) && names(answer, maker));
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const anyOf = (names: readonly string[]): string => `(?:${names.map(escaped).join('|')})`;

const ownNames = ({ family, model }: Known): string[] =>
  model ? [model.id, model.name, ...(model.aliases ?? [])] : [family.name, ...familyNames(family)];

const statesSaid: Readonly<Record<string, Openness>> = {
  closed: 'closed',
  open: 'open-weights',
  'partly open': 'mixed',
};

/** Undefined where one line is not understood: those behind it are not even looked at. */
function understandAll(lines: readonly string[], known: Known): Judged[] | undefined {
  const all: Judged[] = [];
  for (const line of lines) {
    const points = understand(line.trim(), known);
    if (!points) return undefined;
    all.push(...points);
  }
  return all;
}

/** The points of a line that is a sentence of a kind that is known from its first word to its last. */
function understand(line: string, known: Known): Judged[] | undefined {
  const { family } = known;
  const subject = anyOf(['It', ...ownNames(known)]);
  const form = (pattern: string): RegExpExecArray | null => new RegExp(`^${pattern}\\.?$`, 'iu').exec(line);
  const maker = (said: string): Judged => judgeName('maker', said, [family.maker]);
  let found = form(
    `${subject} (?:is|was) (?:a (?:family|model)(?: of models)? )?(?:made |built |developed |created )?by (.+?)`,
  );
  // Behind a full stop another sentence begins, which is not understood.
  if (found && !/[.!?;:]\s/.test(found[1]!)) return [maker(found[1]!)];
  found = form('It belongs to the family (.+?), made by (.+?)');
  if (found) return [maker(found[2]!), judgeName('family', found[1]!, [family.name, ...familyNames(family)])];
  found = form(`(.+?) makes the family ${anyOf([family.name, ...familyNames(family)])}`);
  if (found) return [maker(found[1]!)];
  found = form(`${subject} is (open|closed|partly open)(?:: (.+))?`);
  if (found && (found[2] === undefined || normalized(found[2]) === normalized(family.opennessNote ?? ''))) {
    return [judgeOpenness(statesSaid[found[1]!.toLowerCase()]!, known)];
  }
  const strengths = normalized(`Strengths of ${family.name}: ${family.strengths}`);
  if (![normalized(family.summary), strengths].includes(normalized(line)) || known.model) return undefined;
  return [{ about: 'words', how: 'same', reference: '', said: '' }];
}

/** A name in the place of another one. `Google` may be meant as `Google DeepMind`. */
function judgeName(about: 'maker' | 'family', said: string, right: readonly [string, ...string[]]): Judged {
  const holds = (text: string, name: string): boolean => names(text, name) || names(name, text);
  const isRight = right.some((name) => name.toLowerCase() === said.toLowerCase());
  const isNear = denies(said) || right.some((name) => holds(said, name));
  const how = isRight ? 'same' : isNear ? 'unclear' : 'differs';
  return { about, how, reference: right[0], said: said.slice(0, longestName) };
}

const opennessOf = ({ family, model }: Known): Openness => model?.openness ?? family.openness;

function judgeOpenness(said: Openness, known: Known): Judged {
  const reference = opennessOf(known);
  return { about: 'openness', how: said === reference ? 'same' : 'differs', reference, said };
}

const names = (text: string, name: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'iu').test(text);

/** What a text names that is not understood. A point differs where it names another thing, not ours, and denies nothing. */
function lookThrough(answer: string, known: Known): Judged[] {
  const { families } = known.catalog;
  const { others = [] } = known;
  const makers = families.map(({ maker }) => ({ name: maker, forms: [maker] }));
  const named = families.map((one) => ({ name: one.name, forms: familyNames(one) }));
  const isCertain = !denies(answer);
  const isOfThis = isCertain && others.length === 0;
  const othersNames = new Set(others.flatMap(({ name, maker }) => [name, maker]));
  // The name of a model has that of its family in it.
  const text = known.model ? withoutNames(answer, ownNames(known)) : answer;
  return [
    ...namesSaid(answer, 'maker', known.family.maker, makers, isCertain, othersNames),
    ...(known.model ? namesSaid(text, 'family', known.family.name, named, isCertain, othersNames) : []),
    ...opennessSaid(answer, known, isOfThis),
    ...(known.model ? numbersSaid(text, known.model, known.catalog, isOfThis) : []),
  ];
}

type Named = { readonly name: string; readonly forms: readonly string[] };

function namesSaid(
  answer: string,
  about: 'maker' | 'family',
  reference: string,
  all: readonly Named[],
  isCertain: boolean,
  othersNames: ReadonlySet<string>,
): Judged[] {
  const found = all.filter(({ forms }) => forms.some((form) => names(answer, form))).map(({ name }) => name);
  const said = [...new Set(found)];
  if (said.length === 0) return [];
  const isOther = isCertain && !said.includes(reference) && !said.some((name) => othersNames.has(name));
  const how = isOther ? 'differs' : 'unclear';
  return [{ about, how, reference, said: said.join(', ') }];
}

const states: readonly (readonly [RegExp, Openness])[] = [
  [/\b(?:is|are) (?:an? |fully )?closed\b/i, 'closed'],
  [/\b(?:is|are) (?:an? |fully )?open\b|\bha(?:s|ve) open weights\b/i, 'open-weights'],
];

function opennessSaid(answer: string, known: Known, isCertain: boolean): Judged[] {
  const reference = opennessOf(known);
  const said = states.filter(([pattern]) => pattern.test(answer)).map(([, state]) => state);
  const [state] = said;
  // Of a family that is both, each may be said of a part of it.
  if (isCertain && said.length === 1 && state && reference !== 'mixed' && state !== reference) {
    return [{ about: 'openness', how: 'differs', reference, said: state }];
  }
  return /\b(?:open(?:ly)?|closed|proprietary|weights|download\w*)\b/i.test(answer)
    ? [{ about: 'openness', how: 'unclear', reference, said: '' }]
    : [];
}

/** A window is compared; any other number is left to the reader. */
function numbersSaid(answer: string, model: Model, { families }: Catalog, isCertain: boolean): Judged[] {
  const text = withoutNames(answer, families.flatMap(familyNames));
  const window = firstWindow(text);
  if (isCertain && window && model.contextWindow !== undefined && window.value !== model.contextWindow) {
    const reference = formatCount(model.contextWindow);
    return [{ about: 'window', how: 'differs', reference, said: window.text }];
  }
  const said = numbersIn(text).slice(0, 5).join(', ');
  return said === '' ? [] : [{ about: 'numbers', how: 'unclear', reference: '', said }];
}

/** `Llama 4` and `gpt-5.1` are names too. */
const withoutNames = (text: string, all: readonly string[]): string =>
  all.reduce((left, name) => left.replace(new RegExp(`${escaped(name)}(?:[- ]\\d[\\w.-]*)?`, 'gi'), ' '), text);
