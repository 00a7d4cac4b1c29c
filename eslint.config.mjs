import tseslint from 'typescript-eslint';
import { filesOf, layers, plugin } from './eslint.layers.mjs';
import { plugin as words } from './eslint.words.mjs';

/**
 * Globals are listed and not forbidden: what is not in the list is an error, whatever types a package brings along. Types of
 * the page are there where the page is.
 */
const layerConfig = (layer) => ({
  files: filesOf(layer),
  languageOptions: {
    globals: layer.globals,
    parserOptions: { lib: ['es2023', ...('document' in layer.globals ? ['dom', 'dom.iterable'] : [])] },
  },
  rules: { 'no-undef': 'error' },
});

// The rules of this house. Those that others have, too, are in .oxlintrc.json: oxlint is faster.
export default tseslint.config(
  { ignores: ['dist/', 'generated/', '.tsbuild/', '.vscode-test/', 'samples/'] },
  { files: ['**/*.ts'], extends: [tseslint.configs.base] },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='assert'] > MemberExpression[property.name='activeElement']",
          message: 'Use assertSameElement: a failed assert.equal prints the whole document, which takes minutes.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'scripts/**/*.ts'],
    plugins: { layers: plugin },
    rules: { 'layers/imports': 'error' },
  },
  {
    files: ['src/{core,editor,webview}/**/*.ts'],
    plugins: { words },
    rules: { 'words/say': 'error' },
  },
  {
    files: ['src/{core,editor,webview,cli}/**/*.ts'],
    plugins: { words },
    rules: { 'words/vendors': 'error' },
  },
  {
    files: ['src/editor/**/*.ts', 'src/extension.ts'],
    plugins: { words },
    rules: { 'words/inert': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      '@typescript-eslint/triple-slash-reference': ['error', { lib: 'never', path: 'never', types: 'never' }],
      // Every global by its name, so that the lists below see it.
      'no-restricted-globals': ['error', 'globalThis', 'global', 'self'],
    },
  },
  ...layers.filter((layer) => layer.globals).map(layerConfig),
);
