/** Commands of the view. They are registered at the start, and their code loads once they are used. */
export const contextCommands = [
  'context.showText',
  'context.openReport',
  'context.showFile',
  'context.includeOwnFiles',
  'context.ignoreOwnFiles',
] as const;
