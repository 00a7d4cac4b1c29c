/** The source of a regular expression that finds exactly `text`, with the flag u or without. */
export const literalPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** What Find looks for, in the extension host and in the page alike: literally, upper and lower case alike. */
export const searchPattern = (query: string): RegExp => new RegExp(literalPattern(query), 'giu');
