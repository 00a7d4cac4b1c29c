/** What stands before AI in the names of companies and products that readers of model code meet. */
const namesBeforeAi =
  /(?:Open|OPEN_|(?<![\p{L}\p{N}])(?:x|Mistral |Stability |Character\.|Together |Vertex |Azure ))$/u;
const maxNameLength = 12;

/** OpenAI, xAI, Mistral AI: the end of a name says nothing as a word. `start`: where `seen` begins in `text`. */
export const endsMakerName = (text: string, start: number, seen: string): boolean =>
  seen === 'AI' && namesBeforeAi.test(text.slice(Math.max(0, start - maxNameLength), start));
