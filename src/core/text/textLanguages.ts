import type { LanguageTable } from './language';

/** Fields that most texts for people have in common. */
const text = { kind: 'text', isForPeople: true, tokens: 'prose', ids: 'nowhere' } as const;
const styleSheet = { kind: 'markup', tokens: 'unmeasured', ids: 'nowhere', ownCode: 'silent' } as const;
const tags = { marks: 'html', ownCode: 'silent' } as const;
const script = { calls: 'script', hostsCalls: true } as const;

const prose = {
  markdown: {
    ...text,
    names: 'md rmd rmarkdown quarto qmd dotprompt instructions chatagent skill wikitext pandoc gfm markdoc mdc',
    endings: 'md markdown mdc qmd rmd',
  },
  prompt: { grammar: 'markdown', tokens: 'any' },
  'ai-prompt': { grammar: 'markdown', endings: 'prompt', kind: 'text', isForPeople: true, tokens: 'any' },
  mdx: { endings: 'mdx', kind: 'text', ids: 'nowhere', hostsCalls: true },
  plaintext: { ...text, names: 'text txt plain prose output', endings: 'txt text', tokens: 'any' },
  scminput: { grammar: 'plaintext', tokens: 'any', ids: 'nowhere' },
  restructuredtext: { ...text, names: 'rst', endings: 'rst', marks: 'restructuredText', ownCode: 'cited' },
  latex: { ...text, names: 'context sweave', endings: 'tex', marks: 'latex', ownCode: 'cited' },
  tex: { ...text, grammar: 'latex' },
  asciidoc: { ...text, names: 'adoc', endings: 'adoc asciidoc', marks: 'asciiDoc', ownCode: 'cited' },
  'git-commit': { names: 'gitcommit jj-commit', tokens: 'prose', ids: 'nowhere' },
  typst: { endings: 'typ', marks: 'typst', ownCode: 'cited' },
  bibtex: {},
  org: { grammar: 'none', ids: 'nowhere' },
  'search-result': { grammar: 'none', tokens: 'any', ids: 'nowhere' },
  diff: { names: 'patch raw', tokens: 'unmeasured', ids: 'nowhere' },
  csv: { grammar: 'diff', tokens: 'unmeasured', ids: 'nowhere' },
  tsv: { grammar: 'diff', tokens: 'unmeasured' },
  log: { grammar: 'diff', kind: 'text', tokens: 'unmeasured', ids: 'nowhere' },
} as const satisfies LanguageTable;

const markup = {
  html: {
    ...tags,
    names: 'htm xhtml',
    endings: 'html htm xhtml',
    kind: 'markup',
    tokens: 'unmeasured',
    ids: 'embedded',
    hostsCalls: true,
  },
  xml: { ...tags, names: 'xslt xsd plist rss mxml', kind: 'markup', tokens: 'unmeasured' },
  xsl: { grammar: 'xml', tokens: 'unmeasured' },
  svg: { grammar: 'xml', tokens: 'unmeasured' },
  vue: { ...tags, ...script, names: 'vue-html', endings: 'vue' },
  svelte: { ...tags, ...script, endings: 'svelte' },
  astro: { ...tags, ...script, endings: 'astro' },
  php: { names: 'blade', endings: 'php', marks: 'html' },
  'php-code': { called: 'php' },
  erb: { ...tags, names: 'html.erb ejs.erb', endings: 'erb' },
  ejs: { ...tags, endings: 'ejs' },
  'jinja-html': {
    ...tags,
    names: 'jinja jinja2 django-html django-txt twig nunjucks njk liquid html.jinja',
    endings: 'jinja j2',
  },
  handlebars: { ...tags, names: 'hbs mustache html-handlebars', endings: 'hbs' },
  razor: { ...tags, names: 'aspnetcorerazor cshtml', endings: 'cshtml' },
  css: { ...styleSheet, names: 'postcss tailwindcss' },
  scss: { ...styleSheet, names: 'sass stylus styl' },
  less: { ...styleSheet, grammar: 'scss' },
} as const satisfies LanguageTable;

const config = {
  yaml: {
    names:
      'docker-compose gitlab-ci home-assistant ansible helm spring-boot-properties-yaml cloudformation openapi eyaml raml saltstack',
    endings: 'yaml yml',
    kind: 'config',
    tokens: 'unmeasured',
    config: 'bare',
  },
  yml: { grammar: 'yaml', config: 'bare' },
  'github-actions-workflow': { grammar: 'yaml', config: 'bare' },
  'azure-pipelines': { grammar: 'yaml', config: 'bare' },
  dockercompose: { grammar: 'yaml', tokens: 'unmeasured', config: 'bare' },
  json: {
    names: 'ndjson jupyter importmap snippets',
    endings: 'json',
    kind: 'config',
    tokens: 'json',
    config: 'quoted',
  },
  jsonc: {
    names: 'jsonwithcomments code-snippets hjson',
    endings: 'jsonc json5 code-workspace',
    // The files that VS Code takes for this language.
    fileNames:
      'settings.json launch.json tasks.json mcp.json keybindings.json extensions.json argv.json profiles.json ' +
      'devcontainer.json .devcontainer.json tsconfig.json jsconfig.json tsconfig.*.json jsconfig.*.json tsconfig-*.json ' +
      'jsconfig-*.json .eslintrc .eslintrc.json .babelrc .babelrc.json babel.config.json .swcrc typedoc.json',
    kind: 'config',
    tokens: 'json',
    config: 'quoted',
  },
  json5: { tokens: 'json', config: 'quoted' },
  jsonl: { grammar: 'json', tokens: 'json', config: 'quoted' },
  geojson: { grammar: 'json', tokens: 'json' },
  ipynb: { grammar: 'json', endings: 'ipynb' },
  jsonnet: {},
  toml: {
    endings: 'toml',
    plainFiles: ['**/*.toml'],
    kind: 'config',
    tokens: 'unmeasured',
    config: 'either',
  },
  ini: {
    names: 'conf cfg systemd gitconfig git-config editorconfig desktop',
    endings: 'ini cfg conf',
    kind: 'config',
    tokens: 'unmeasured',
    config: 'bare',
  },
  properties: {
    endings: 'properties',
    kind: 'config',
    tokens: 'unmeasured',
    config: 'bare',
    tightColon: true,
  },
  'java-properties': { grammar: 'properties', config: 'bare', tightColon: true },
  'spring-boot-properties': { grammar: 'properties', config: 'bare', tightColon: true },
  dotenv: {
    grammar: 'properties',
    endings: 'env',
    fileNames: '.env .env.*',
    plainFiles: ['**/.env', '**/.env.*', '**/*.env'],
    kind: 'config',
    tokens: 'unmeasured',
    config: 'bare',
  },
  env: { grammar: 'properties', config: 'bare' },
  'git-rebase': { grammar: 'ignore', ids: 'nowhere' },
  ignore: { names: 'gitignore dockerignore pip-requirements ssh_config hosts crontab apacheconf', ids: 'nowhere' },
  terraform: {
    names: 'tf opentofu terraform-vars terraform-stack packer nomad',
    endings: 'tf tfvars',
    plainFiles: ['**/*.tf'],
    config: 'either',
  },
  hcl: { grammar: 'terraform', config: 'either' },
  graphql: { names: 'gql', endings: 'graphql' },
} as const satisfies LanguageTable;

/** Languages of texts, of markup and of config. */
export const textLanguages = { ...prose, ...markup, ...config };
