import { atOnce } from '../../../../../src/core/base/work';
import { readFileSync } from 'node:fs';
import { indexGlossary } from '../../../../../src/core/glossary/find/indexGlossary';
import type { GlossaryIndex } from '../../../../../src/core/glossary/find/findTerm';
import { mergeGlossaries } from '../../../../../src/core/glossary/workspace/mergeGlossaries';
import type { GlossaryLayer } from '../../../../../src/core/glossary/workspace/mergeGlossaries';
import { parseGlossary } from '../../../../../src/core/glossary/workspace/parseGlossary';
import { index as builtIn } from '../glossary';

export const sample = (name: string): string => readFileSync(`test/support/glossaries/${name}`, 'utf8');

/** The contexts of a glossary as layers. */
export const layersOf = (text: string, path = 'team.glossary.yml'): GlossaryLayer[] =>
  parseGlossary(text).contexts.map((context) => ({
    context,
    file: { address: `file:///w/${path}`, name: path.split('/').pop()!, path },
  }));

/** The terms of glossaries, the nearest first, and ours. */
export const merged = (layers: readonly GlossaryLayer[], others: GlossaryIndex = builtIn): GlossaryIndex =>
  atOnce(mergeGlossaries(layers, others));

export const noTerms = indexGlossary([]);

/** A glossary of as many terms of eight letters, up to 16,384 of them: the separators between these tell them apart. */
export function sameLetters(count: number, separators: readonly string[]): string {
  const term = (n: number): string =>
    Array.from('abcdefgh')
      .map((letter, at) => letter + (at < 7 ? separators[(n >> (2 * at)) & 3]! : ''))
      .join('');
  const entry = (_: unknown, n: number): string => `- term: ${term(n)}\n  case: exact\n  definition: x\n`;
  return `terms:\n${Array.from({ length: count }, entry).join('')}`;
}
