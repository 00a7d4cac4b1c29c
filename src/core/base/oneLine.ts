/** Returns the text with one blank for each run of white space, and none at its ends. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
