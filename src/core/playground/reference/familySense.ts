import type { Catalog } from '../../catalog/catalog';

// Whether the name of a family is meant as one: Claude is a first name, a mistral a wind, GPT a way to part a disk.

/** One of these, and the question is about models. */
const clues =
  /\b(?:ai|apis?|llms?|(?:language |foundation )?models?|weights|tokens?|context|prompts?|chatbots?|parameters|licen[cs]es?|benchmarks?|reasoning|fine-?tun\w+|infer\w+|hallucinat\w+|endpoints?|self-?host\w*|open-?source)\b/i;

/** With one of these another word may stand there that is not known: `Is Claude better at chess?` */
const weakClues =
  /\b(?:open|closed|costs?|prices?|pricing|better|best|cheap\w*|strengths?|released?|versions?|compared?|good)\b/i;

/** Begins as questions do that are asked about a family. */
const questionStart = /^\W*(?:who|whose|which|name|tell|what|is|may|can|do)\b/i;

/** Words besides those of questions and of clues that say nothing of what is meant. */
const nearFamilies = new Set(
  `as at for from on per than there with into behind make makes made maker builds built build creates created create develops
  developed developer trains trained company firm vendor lab family families stand stands responsible belong belongs come comes
  get name named call called open closed fully partly proprietary available download downloaded costs cost price prices pricing
  better best cheap cheaper strengths strength strong released release version versions compare compared good new newest latest or
  came up run may not only would could someone somebody anyone anybody hi hello hey whose whom where does produce produces owns own publishes
  published published publisher offers offered provider provides hand possible free used look like`.split(/\s+/),
);

/** A name as our tables write it, and where it stands. */
interface NamedPlace {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Characters before a name that tell what it is. */
const before = 12;

/** Says of a name that stands in the text whether the family is meant. `rest`: the words that no question is made of. */
export function familySense(
  text: string,
  rest: readonly string[],
  { models }: Catalog,
): (place: NamedPlace) => boolean {
  const isClear = clues.test(text);
  const tiers = new Set(models.flatMap(({ name }) => name.toLowerCase().split(/[\s-]/)));
  const stray = rest.filter((word) => !nearFamilies.has(word) && !tiers.has(word) && !/^\d+$/.test(word)).length;
  // A question with a slip in it, or with one word of its subject; two such words alone are no question.
  const mayStray = weakClues.test(text) || questionStart.test(text) ? 1 : 0;
  const isShouted = text === text.toUpperCase();
  return ({ name, start, end }) => {
    const lead = text.slice(Math.max(0, start - before), start);
    // Jean-Claude.
    if (/\p{L}-$/u.test(lead)) return false;
    const isExact = isShouted || text.slice(start, end) === name;
    if (!isExact && /\b(?:to|i|we|you|they)\s+$/i.test(lead)) return false; // To grok.
    if (isClear) return true;
    if (!isExact && /\b(?:an?|the)\s+$/i.test(lead)) return false; // A llama.
    const next = /^\s+(\p{Lu}\p{Ll}+)/u.exec(text.slice(end, end + 40))?.[1];
    // Claude Debussy, but Claude Opus.
    if (next !== undefined && !tiers.has(next.toLowerCase())) return false;
    return stray <= (isExact ? mayStray : 0);
  };
}
