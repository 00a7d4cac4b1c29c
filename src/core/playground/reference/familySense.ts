import type { Catalog } from '../../catalog/catalog';
import { familyNames } from './knownNames';
import type { NamedPlace } from './knownNames';
import { nearFamilies, questionWords } from './questionWords';

// Decides whether the name of a family is meant as one: Claude is a first name, a mistral a wind, GPT a way to part a
// disk.

/** Words that make a question one about models. */
const clues =
  /\b(?:ai|apis?|llms?|(?:language |foundation )?models?|weights|tokens?|context|prompts?|chatbots?|parameters|licen[cs]es?|benchmarks?|reasoning|fine-?tun\w+|infer\w+|hallucinat\w+|endpoints?|self-?host\w*|open-?source)\b/i;

/** Words for the products of a model maker. A company has an `AI office`, too, and a licence to trade. */
const products = /\b(?:apis?|llms?|models?|weights|chatbots?|endpoints?|open-?source)\b/i;

/** Words that allow one unknown word in a question: `Is Claude better at chess?` */
const weakClues =
  /\b(?:open|closed|costs?|prices?|pricing|better|best|cheap\w*|strengths?|released?|versions?|compared?|good)\b/i;

/** The start of questions that are asked about a family. */
const questionStart = /^\W*(?:who|whose|which|name|tell|what|is|may|can|do)\b/i;

/** Characters before and after a name that are read to tell what it is. */
const around = 40;

/**
 * Returns a function that tells whether a name in the text means the family. `rest`: the words that are not question
 * words.
 */
export function familySense(
  text: string,
  rest: readonly string[],
  { models }: Pick<Catalog, 'models'>,
): (place: NamedPlace) => boolean {
  const isClear = clues.test(text);
  const hasProduct = products.test(text);
  const tiers = new Set(models.flatMap(({ name }) => name.toLowerCase().split(/[\s-]/)));
  const isStray = (word: string): boolean => !nearFamilies.has(word) && !tiers.has(word) && !/^\d+$/.test(word);
  const stray = rest.filter(isStray).length;
  // A question may have one stray word, a slip or a word of its subject. Two such words alone are no question.
  const mayStray = weakClues.test(text) || questionStart.test(text) ? 1 : 0;
  const isShouted = text === text.toUpperCase();
  return (place) => {
    const { name, start, end } = place;
    const lead = text.slice(Math.max(0, start - around), start);
    const tail = text.slice(end, end + around);
    // As in `Jean-Claude`.
    if (/\p{L}-$/u.test(lead)) return false;
    const isExact = isShouted || text.slice(start, end) === name;
    if (!isExact && /\b(?:to|i|we|you|they)\s+$/i.test(lead)) return false; // As in `to grok`.
    if (isOnlyMaker(place)) return hasProduct || (stray === 0 && asksWhatItMakes(lead, tail, text));
    if (isClear) return true;
    if (!isExact && /\b(?:an?|the|my|your|his|her|our|their)\s+$/i.test(lead)) return false; // As in `a llama`.
    const next = /^\s+(\p{Lu}\p{Ll}+)/u.exec(tail)?.[1];
    // `Claude Debussy` is another person, but `Claude Opus` is a model.
    if (next !== undefined && !tiers.has(next.toLowerCase())) return false;
    if (isOtherThing(lead, tail, (word) => !questionWords.has(word) && isStray(word))) return false;
    return stray <= (isExact ? mayStray : 0);
  };
}

/**
 * Whether a name is only that of the maker. Meta makes much more than Llama, but DeepSeek has the name of its family.
 */
const isOnlyMaker = ({ name, subject }: NamedPlace): boolean =>
  subject.kind === 'family' && name === subject.family.maker && !familyNames(subject.family).includes(name);

/** Whether a company is asked for its models, and not where it is, since when, whose it is or what else it does. */
function asksWhatItMakes(lead: string, tail: string, text: string): boolean {
  if (/^\W*(?:where|when)\b/i.test(text)) return false;
  if (/^\W*who(?:se)?\b/i.test(text) && !/\bwho(?:['’]s| is)\s+$/i.test(lead)) return false;
  const does = /\b(?:do|does|did|has|have|had|will|would|can|could|should|may)\s+$/i.test(lead);
  return (
    !does || /^\s+(?:build|built|creat|develop|mak|made|offer|produc|provid|publish|releas|train)\w*\b/i.test(tail)
  );
}

/**
 * Whether something else is meant: `the Gemini constellation`, `What is GPT partitioning?`, `Is Llama an animal?`,
 * `What sign is Gemini?`, `Grok it`.
 */
function isOtherThing(lead: string, tail: string, isStray: (word: string) => boolean): boolean {
  const strayIn = (pattern: RegExp, text: string): boolean => {
    const word = pattern.exec(text)?.[1];
    return word !== undefined && isStray(word.toLowerCase());
  };
  if (/^\W*$/.test(lead) && /^\s+(?:it|this|that|these|those|them)\b/i.test(tail)) return true;
  if (/\bwho was\s+$/i.test(lead)) return true;
  if (/\b(?:an?|the)\s+$/i.test(lead) && strayIn(/^\s+(\p{Ll}+)/u, tail)) return true;
  const isWhat = /\b(?:what(?:['’]?s| is| are| was| does)|about|explain|define|describe)\s+$/i.test(lead);
  if (isWhat && (strayIn(/^\s+(\p{Ll}+)\W*$/u, tail) || strayIn(/^\s+(?:mean\s+)?in\s+(\p{L}+)/u, tail))) return true;
  if (/\b(?:is|are|was)\s+$/i.test(lead) && strayIn(/^\s+an?\s+(\p{L}+)/iu, tail)) return true;
  return strayIn(/^\W*(?:what|which)\s+(\p{L}+)\s+(?:is|are|was)\s+$/iu, lead);
}
