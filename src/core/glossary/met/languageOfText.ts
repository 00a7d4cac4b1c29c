import { languageOfFile } from '../../modelIds/languageOfFile';

const proseByEnding = new Map(
  Object.entries({
    md: 'markdown',
    markdown: 'markdown',
    mdx: 'markdown',
    mdc: 'markdown',
    prompt: 'markdown',
    txt: 'plaintext',
    text: 'plaintext',
    rst: 'restructuredtext',
    adoc: 'plaintext',
    tex: 'latex',
    html: 'html',
    htm: 'html',
  }),
);

/** Language ids of VS Code for files in which terms are looked for, prose too; undefined: any other file. */
export function languageOfText(path: string): string | undefined {
  if (/\.min\.\w+$/.test(path)) return undefined;
  const prose = proseByEnding.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
  const language = prose ?? languageOfFile(path);
  // To the reader of regions a notebook is its JSON.
  return language === 'ipynb' ? 'json' : language;
}
