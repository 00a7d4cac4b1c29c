import type { Span } from '../../text/span';

// The words of questions, and the places of a text where none of them stands.

/** The words that questions are made of. */
export const questionWords: ReadonlySet<string> = new Set(
  `a about all an and apart are beginner between by can care colleague could define defined describe developer did differ
  difference different do does explain explained for give how i important in is it its know me mean meaning means matter matters
  my newcomer of or please question quick quickly remind say sentence sets short should simple summarize talks tell term that the
  their them they this time to understand use used versus vs want was way what whats when which who why with word words would you
  your ai llm llms model models language large`.split(/\s+/),
);

/** Further words, next to those of questions and of clues, that do not tell what is meant. */
export const nearFamilies: ReadonlySet<string> = new Set(
  `as at for from on per than there with into behind make makes made maker builds build built creates created create develops
  developed developer trains trained company firm vendor lab family families stand stands responsible belong belongs come comes
  get name named call called open closed fully partly proprietary available download downloaded costs cost price prices pricing
  better best cheap cheaper strengths strength strong released release version versions compare compared good new newest latest or
  came up run may not only would could someone somebody anyone anybody hi hello hey whose whom where does produce produces owns own publishes
  published publisher offers offered provider provides hand possible free used look like app site website chat assistant bot subscription
  plan has kind known`.split(/\s+/),
);

/** Returns an array with 1 at each character of a place. */
export function covered(text: string, places: readonly Span[]): Uint8Array {
  const marks = new Uint8Array(text.length);
  for (const { start, end } of places) marks.fill(1, start, end);
  return marks;
}

/** Splits a text into words in lower case, without the part of a word after an apostrophe. */
export const wordsIn = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu) ?? []).map((word) => word.replace(/['’].*$/u, ''));

/** Returns the words of a text outside the marked characters. */
export const wordsOutside = (text: string, marks: Uint8Array): string[] =>
  wordsIn(Array.from({ length: text.length }, (_, i) => (marks[i] === 1 ? ' ' : text.charAt(i))).join(''));

// Finds what a question wants to know of its subject, by its words alone.

export type Want = 'maker' | 'openness' | 'strengths' | 'why' | 'meaning' | 'difference';

/** Characters of a question that are read: its subject stands near its start. */
export const maxReadLength = 2_000;

/** Patterns for what questions want to know. Where one is missed, the card says less but nothing wrong. */
const frames: Readonly<Record<Want, RegExp>> = {
  maker:
    /\b(?:who|by whom|(?:which|what) (?:company|firm|lab|maker|organi[sz]ation|team|vendor))\b.{0,40}\b(?:behind|buil\w*|came up|charge|creat\w*|develop\w*|from|invent\w*|made|mak\w*|offers?|owns?|produc\w*|publish\w*|releas\w*|responsible|stands|train\w*|works)\b|\b(?:made|built|created|developed|trained) by\b|\b(?:company|developer|maker|vendor)\b.{0,12}\b(?:behind|makes|of|that)\b|\bwhose\b|\b(?:maker|company)\W*$/is,
  openness:
    /\b(?:open|closed|proprietary|weights|download\w*|locally|self-?host\w*)\b|\bopen-?\w+|\b(?:my|own) (?:computer|hardware|laptop|machine)\b/i,
  strengths:
    /\b(?:strengths?|strong|advantages?|(?:good|best) (?:at|for)|do(?:es)? (?:\S+ ){0,3}well|speaks for|choose)\b/i,
  why: /\bwhy\b|\b(?:matters?|importan\w+|useful|care)\b|\bin practice\b|\b(?:point|use|need|good) (?:of|for)\b|\b(?:change for|need) (?:me|it|that|this)\b/i,
  meaning:
    /^\W*(?:(?:and|but|so)\s+)*(?:what (?:is|are|was) (?:it|that|this|they)(?: (?:again|exactly|really))?\W*$|what do(?:es)? (?:it|that|this|they) mean\b|(?:please |can you )?(?:explain|define|describe|repeat|say) (?:it|that|this|them)\b)/i,
  difference:
    /\bdiffer\w*\b|\bcompar\w+\b|\b(?:versus|vs)\b|\bsame (?:as|thing)\b|\bmeans? the same\b|\bapart\b|\bdistin\w+\b|\bcontrast\b/i,
};

const all = Object.keys(frames) as Want[];

export function wantsOf(question: string): ReadonlySet<Want> {
  const text = question.slice(0, maxReadLength);
  return new Set(all.filter((want) => frames[want].test(text)));
}
