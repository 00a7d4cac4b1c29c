import { atOnce, withinMs } from '../core/base/work';
import { FileText } from '../core/files/fileText';
import { indexGlossary } from '../core/glossary/find/indexGlossary';
import { mentionsInText } from '../core/glossary/index/mentionsInText';
import type { TermReply, TermRequest, TermTablesRequest } from '../core/glossary/index/termProtocol';
import { createGlossary } from '../core/glossary/sense/createGlossary';
import type { Glossary } from '../core/glossary/sense/decide';
import { mergeGlossaries } from '../core/glossary/workspace/mergeGlossaries';

/**
 * Milliseconds for a file. One that takes longer is data, or was made to be slow. The limit is below the one that ends
 * the thread, which would lose its tables.
 */
const maxMs = 1_500;

/** The most glossaries of the workspace, merged with ours, that are kept. */
const maxMerged = 20;

let builtIn: Glossary | undefined;
/** Merged glossaries by the keys of their layers. */
const merged = new Map<string, Glossary>();

/** Takes the terms that are built in. */
export function takeTerms({ id, tables }: TermTablesRequest): TermReply {
  builtIn = createGlossary(indexGlossary(tables.terms), tables.senses);
  return { kind: 'ready', id };
}

/** Looks for terms in a file. */
export function findTerms({ id, file, languageId, always, own }: TermRequest): TermReply {
  if (!builtIn) return { kind: 'needsTables', id };
  const glossary = glossaryOf(builtIn, own);
  if (!glossary) return { kind: 'needsLayers', id };
  const text = typeof file === 'string' ? file : FileText.of(file)?.text();
  if (text === undefined) return { kind: 'terms', id, found: 'noText' };
  const work = mentionsInText({ text, languageId }, glossary, new Set(always));
  return { kind: 'terms', id, found: withinMs(work, maxMs) ?? 'slow' };
}

/** Returns the glossary with the layers of a key. `undefined`: the layers of that key are not known. */
function glossaryOf(ours: Glossary, { key, layers }: TermRequest['own']): Glossary | undefined {
  if (key === '') return ours;
  const known = merged.get(key);
  if (known || !layers) return known;
  const glossary = { ...ours, index: atOnce(mergeGlossaries(layers, ours.index)) };
  const [oldest] = merged.keys();
  if (oldest !== undefined && merged.size >= maxMerged) merged.delete(oldest);
  merged.set(key, glossary);
  return glossary;
}
