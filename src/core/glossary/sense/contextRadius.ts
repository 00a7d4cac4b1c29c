/** How much of a document's beginning tells what it is about. UTF-16 code units. */
export const headLength = 2_000;

/** How much of a document around a place decides whether a term is meant there. UTF-16 code units to either side. */
export const senseRadius = 1_500;

/** How far from a term clues are read: less than `senseReach`, which is counted from a place within the term, and keeps its edge words whole. */
export const clueRadius = 700;

/** From this length on, a document that has no word of AI at its beginning and around a place is taken for one that is about something else: forms with an everyday sense are doubted there. */
export const longLength = 1_500;
