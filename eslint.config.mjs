import tseslint from 'typescript-eslint';

const layer = (files, message, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: patterns, message }] }] },
});

export default tseslint.config(
  { ignores: ['dist/', 'generated/', '.tsbuild/', '.vscode-test/', 'samples/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'ExportAllDeclaration', message: 'Import from the file that defines the name: no barrels.' },
      ],
    },
  },
  // The one-way flow of CONTRIBUTING.md, as lint errors. The layer tsconfigs check it a second time.
  layer(
    ['src/core/**/*.ts'],
    'core is plain TypeScript: no vscode, no Node, no DOM, nothing from the layers above.',
    '^(vscode$|node:|fs$|path$|os$|worker_threads$|lit|@vscode-elements)|/(editor|webview|worker|generated)/',
  ),
  layer(
    ['src/webview/**/*.ts'],
    'webview talks to the host through core/playground/protocol only.',
    '^(vscode$|node:)|/(editor|worker|generated)/',
  ),
  layer(
    ['src/editor/**/*.ts', 'src/extension.ts'],
    'editor never imports the page or the inside of the worker.',
    '/(webview|worker)/',
  ),
  layer(
    ['src/cli/**/*.ts', 'src/cli.ts'],
    'the command line is Node and core: no package, nothing of the editor, the page or the worker.',
    '^(?!\\.|node:)|/(editor|webview|worker)/',
  ),
  layer(['src/worker/**/*.ts'], 'the worker is a thin adapter over core.', '^vscode$|/(editor|webview|generated)/'),
  { files: ['src/core/platform.d.ts'], rules: { '@typescript-eslint/no-extraneous-class': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
);
