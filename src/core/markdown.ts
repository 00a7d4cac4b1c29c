/** Makes plain text safe inside Markdown: every character that could start markup is escaped. */
export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!|<>~&:@=$]/g, '\\$&');
