import { fileKinds } from './denseClues';

const kinds: Readonly<Record<string, (typeof fileKinds)[number]>> = {
  markdown: 'text',
  plaintext: 'text',
  latex: 'text',
  tex: 'text',
  restructuredtext: 'text',
  asciidoc: 'text',
  log: 'text',
  mdx: 'text',
  yaml: 'config',
  json: 'config',
  jsonc: 'config',
  toml: 'config',
  ini: 'config',
  properties: 'config',
  dotenv: 'config',
  dockerfile: 'config',
  html: 'markup',
  css: 'markup',
  scss: 'markup',
  less: 'markup',
  xml: 'markup',
};

/** The number of a language in `fileKinds`. */
export const languageKind = (languageId: string): number =>
  fileKinds.indexOf(Object.hasOwn(kinds, languageId) ? kinds[languageId]! : 'program');
