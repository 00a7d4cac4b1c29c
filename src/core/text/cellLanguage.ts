import { idOfLanguage, languages } from './languages';
import { languageOfFile } from './languageOfFile';

/** The first line of a cell that IPython reads as something else: `%%bash`, `%%script perl`, `%%writefile app.py`. */
const cellMagic = /^\s*%%(!|\w+)(?:[ \t]+(?:-\w+[ \t]+)*([^\s]+))?/;

/**
 * Returns the language of a code cell. `languageId` is the language of its notebook, or the one that the cell itself names.
 */
export function languageOfCell(text: string, languageId: string): string {
  const [, magic = '', argument = ''] = (languageId === 'python' && cellMagic.exec(text)) || [];
  if (magic === '') return languageId;
  if (/^(?:!|system|sx)$/.test(magic)) return 'shellscript';
  if (/^(?:write)?file$/.test(magic)) return languageOfFile(argument) ?? 'plaintext';
  const named = idOfLanguage((magic === 'script' ? argument : magic).toLowerCase());
  // `%%time` and its like leave the language as it is.
  return languages.has(named) ? named : languageId;
}
