import { languageOfFile } from '../../text/languageOfFile';

/** Language ids of VS Code, by the end of a file's name: those of texts, which name no models in calls. */
const byEnding = new Map(
  Object.entries({
    md: 'markdown',
    markdown: 'markdown',
    mdx: 'mdx',
    mdc: 'markdown',
    prompt: 'markdown',
    qmd: 'markdown',
    rmd: 'markdown',
    txt: 'plaintext',
    text: 'plaintext',
    rst: 'restructuredtext',
    adoc: 'asciidoc',
    asciidoc: 'asciidoc',
    tex: 'latex',
    typ: 'typst',
    html: 'html',
    htm: 'html',
    xhtml: 'html',
    hbs: 'handlebars',
    jinja: 'jinja-html',
    j2: 'jinja-html',
    astro: 'astro',
    erb: 'erb',
    cshtml: 'razor',
    jl: 'julia',
    sql: 'sql',
    m: 'matlab',
    hs: 'haskell',
    ml: 'ocaml',
    clj: 'clojure',
    nix: 'nix',
    graphql: 'graphql',
    proto: 'proto',
  }),
);

/** The language in which terms are looked for in a file. Undefined: it is of no known kind, or nobody wrote it. */
export function textLanguageOf(path: string): string | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  // Scripts that a machine has written.
  if (/\.min\.\w+$/.test(name)) return undefined;
  const dot = name.lastIndexOf('.');
  return languageOfFile(path) ?? (dot < 0 ? undefined : byEnding.get(name.slice(dot + 1)));
}
