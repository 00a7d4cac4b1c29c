import assert from 'node:assert/strict';
import { languageOfFile } from '../../../../src/core/text/languageOfFile';

describe('the language of a file', () => {
  const cases: readonly (readonly [path: string, languageId: string | undefined])[] = [
    ['src/a.TS', 'typescript'],
    ['c:\\work\\a.py', 'python'],
    ['src/a.fs', 'fsharp'],
    ['.env', 'dotenv'],
    ['deploy/.env.production', 'dotenv'],
    ['Dockerfile', 'dockerfile'],
    ['Makefile', 'makefile'],
    ['a.ipynb', 'ipynb'],
    ['README.md', undefined],
    ['package-lock.json', undefined],
    ['pnpm-lock.yaml', undefined],
    ['CHANGELOG.json', undefined],
    ['changes.yml', undefined],
    ['docs/history.yaml', undefined],
    ['historian.yaml', 'yaml'],
    ['history.py', 'python'],
    ['src/history-service.ts', 'typescript'],
    ['changes.ts', 'typescript'],
    ['changelog.go', 'go'],
    ['greet.prompt', 'ai-prompt'],
    ['page.html', 'html'],
    ['page.mdx', undefined],
    ['.vscode/settings.json', 'jsonc'],
    ['tsconfig.json', 'jsonc'],
    ['tsconfig.base.json', 'jsonc'],
    ['.devcontainer/devcontainer.json', 'jsonc'],
    ['package.json', 'json'],
    ['infra/main.bicep', 'bicep'],
    ['migrations/1.sql', undefined],
    ['picture.png', undefined],
    ['LICENSE', undefined],
  ];
  for (const [path, languageId] of cases) {
    it(`is ${languageId ?? 'none'} of ${path}`, () => assert.equal(languageOfFile(path), languageId));
  }
});
