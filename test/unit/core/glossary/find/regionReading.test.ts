import assert from 'node:assert/strict';
import { readingAt } from '../../../../../src/core/glossary/find/regionReading';

describe('how a region is read', () => {
  const code = 'const tokens = count;';
  const readingOf = (language: string): string =>
    readingAt(code, { kind: 'code', language, start: 0, end: code.length }, 6).by;

  for (const [language, by] of [
    ['typescript', 'identifiers'],
    ['html', 'nothing'],
    ['php', 'identifiers'],
    ['scss', 'nothing'],
    ['latex', 'identifiers'],
    // Whatever a fence is called.
    ['constructor', 'identifiers'],
  ] as const)
    it(`is by ${by} in code of ${language}`, () => assert.equal(readingOf(language), by));
});
