/** Language ids of VS Code, by the end of a file's name. Files of other names hold no code or config that is looked at. */
const byEnding = new Map(
  Object.entries({
    ts: 'typescript',
    mts: 'typescript',
    cts: 'typescript',
    tsx: 'typescriptreact',
    js: 'javascript',
    mjs: 'javascript',
    cjs: 'javascript',
    jsx: 'javascriptreact',
    vue: 'vue',
    svelte: 'svelte',
    py: 'python',
    pyi: 'python',
    go: 'go',
    java: 'java',
    kt: 'kotlin',
    kts: 'kotlin',
    scala: 'scala',
    cs: 'csharp',
    fs: 'fsharp',
    rs: 'rust',
    rb: 'ruby',
    php: 'php',
    swift: 'swift',
    dart: 'dart',
    c: 'c',
    h: 'cpp',
    cc: 'cpp',
    cpp: 'cpp',
    hpp: 'cpp',
    lua: 'lua',
    r: 'r',
    ex: 'elixir',
    exs: 'elixir',
    sh: 'shellscript',
    bash: 'shellscript',
    zsh: 'shellscript',
    ps1: 'powershell',
    bat: 'bat',
    json: 'json',
    jsonc: 'jsonc',
    json5: 'jsonc',
    ipynb: 'ipynb',
    yaml: 'yaml',
    yml: 'yaml',
    toml: 'toml',
    ini: 'ini',
    cfg: 'ini',
    conf: 'ini',
    properties: 'properties',
    env: 'dotenv',
    tf: 'terraform',
    tfvars: 'terraform',
  }),
);

/** Undefined: prose, or nothing that names models in calls. `path` has slashes or backslashes. */
export function languageOfFile(path: string): string | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  if (/^\.env(?:\.|$)/.test(name)) return 'dotenv';
  if (/^dockerfile(?:\.|$)/.test(name)) return 'dockerfile';
  if (name === 'makefile') return 'makefile';
  // What was changed once names what was there once.
  if (/^(?:changelog|changes|history)\b/.test(name) || /(?:^|[-.])lock\.(?:json|ya?ml)$|-lock\.json$/.test(name))
    return undefined;
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : byEnding.get(name.slice(dot + 1));
}
