/** Returns the source of a regular expression that finds exactly `text`, with the flag u or without. */
export const literalPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/**
 * Returns the pattern of Find, in the extension host and in the page alike: the text itself, in upper or lower case.
 */
export const searchPattern = (query: string): RegExp => new RegExp(literalPattern(query), 'giu');
