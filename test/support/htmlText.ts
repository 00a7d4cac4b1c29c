const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };

/** The text of HTML as `marked` writes it: what it escapes, taken back. */
export const decodeEntities = (html: string): string =>
  html.replace(/&(lt|gt|amp|quot|#39);/g, (_all, name: string) => entities[name] ?? '');
