import { idOfLanguage, languages } from './languages';
import { languageOfFile } from './languageOfFile';

/** The first line of a cell that IPython reads as something else: `%%bash`, `%%script perl`, `%%writefile app.py`. */
const cellMagic = /^\s*%%(!|\w+)(?:[ \t]+(?:-\w+[ \t]+)*([^\s]+))?/;

/** The language of a cell of code. `languageId` is that of its notebook, or what the cell itself says. */
export function languageOfCell(text: string, languageId: string): string {
  const [, magic = '', argument = ''] = (languageId === 'python' && cellMagic.exec(text)) || [];
  if (magic === '') return languageId;
  if (/^(?:!|system|sx)$/.test(magic)) return 'shellscript';
  if (/^(?:write)?file$/.test(magic)) return languageOfFile(argument) ?? 'plaintext';
  const named = idOfLanguage((magic === 'script' ? argument : magic).toLowerCase());
  // `%%time` and its like leave the language as it is.
  return languages.has(named) ? named : languageId;
}
