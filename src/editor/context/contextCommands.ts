/** Commands of the view: known from the start, and carried out once they are used. */
export const contextCommands = [
  'context.showText',
  'context.openReport',
  'context.showFile',
  'context.includeOwnFiles',
  'context.ignoreOwnFiles',
] as const;
