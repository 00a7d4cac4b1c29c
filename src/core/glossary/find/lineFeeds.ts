/**
 * A text with a line feed for each carriage return that stands alone: it ends a line, as in the editor. All offsets stay as they
 * are.
 */
export const lineFeeds = (text: string): string => text.replace(/\r(?!\n)/g, '\n');
