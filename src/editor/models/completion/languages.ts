/** Languages in which calls of SDKs are known. */
export const codeLanguages: readonly string[] = [
  ...['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'vue', 'svelte', 'astro', 'html', 'mdx'],
  ...['python', 'go', 'java', 'kotlin', 'scala', 'groovy', 'csharp'],
];

/** Languages of config, as VS Code or extensions name them. */
export const configLanguages: readonly string[] = [
  ...['json', 'jsonc', 'json5', 'jsonl', 'yaml', 'dockercompose', 'github-actions-workflow', 'azure-pipelines'],
  ...['toml', 'ini', 'properties', 'dotenv', 'env', 'java-properties', 'spring-boot-properties', 'hcl', 'terraform'],
];

/** Config that is plain text to VS Code until an extension knows its language. */
export const filesWithoutLanguage: readonly string[] = ['**/*.toml', '**/.env', '**/.env.*', '**/*.env', '**/*.tf'];
