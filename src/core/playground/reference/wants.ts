// Finds what a question wants to know of its subject, by its words alone.

export type Want = 'maker' | 'openness' | 'strengths' | 'why' | 'meaning' | 'difference';

/** Characters of a question that are read: its subject stands near its start. */
export const maxReadLength = 2_000;

/** Where one is missed, the card says less; it says nothing wrong. */
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
