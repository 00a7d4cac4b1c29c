/** In the place of the editor, for what is measured outside of one. */
export const env = { language: 'en' };
