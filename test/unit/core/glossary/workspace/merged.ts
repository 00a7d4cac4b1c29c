import { atOnce } from '../../../../../src/core/base/atOnce';
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
