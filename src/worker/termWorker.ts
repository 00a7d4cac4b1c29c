import { parentPort, workerData } from 'node:worker_threads';
import { atOnce, withinMs } from '../core/base/work';
import { indexGlossary } from '../core/glossary/find/indexGlossary';
import type { Glossary } from '../core/glossary/sense/decide';
import { mentionsInText } from '../core/glossary/index/mentionsInText';
import { mergeGlossaries } from '../core/glossary/workspace/mergeGlossaries';
import type { TermReply, TermRequest, TermWorkerData } from '../core/glossary/index/termProtocol';
import { createGlossary } from '../core/glossary/sense/createGlossary';
import { FileText } from '../core/files/fileText';
import { collectGarbageWhenQuiet } from './collectGarbage';

// Terms are looked for here in files that nobody has open.

/** A file that takes longer is data, or was made to be slow. ms. */
const mostMs = 2_000;

const { terms, senses } = workerData as TermWorkerData;
let builtIn: Glossary | undefined;

/** With the terms of the workspace, by the keys of their layers. */
const merged = new Map<string, Glossary>();
const mostMerged = 20;

/** Undefined: the layers of that key are not known. */
function glossaryOf({ key, layers }: TermRequest['own']): Glossary | undefined {
  builtIn ??= createGlossary(indexGlossary(terms), senses);
  if (key === '') return builtIn;
  const known = merged.get(key);
  if (known || !layers) return known;
  const glossary = { ...builtIn, index: atOnce(mergeGlossaries(layers, builtIn.index)) };
  const [oldest] = merged.keys();
  if (oldest !== undefined && merged.size >= mostMerged) merged.delete(oldest);
  merged.set(key, glossary);
  return glossary;
}

function answer({ id, file, languageId, path, always, own }: TermRequest): TermReply {
  const glossary = glossaryOf(own);
  if (!glossary) return { kind: 'needsLayers', id };
  const text = typeof file === 'string' ? file : FileText.of(file)?.text();
  if (text === undefined) return { kind: 'found', id, found: 'noText' };
  const work = mentionsInText({ text, languageId, path }, glossary, new Set(always));
  return { kind: 'found', id, found: withinMs(work, mostMs) ?? 'slow' };
}

function replyTo(request: TermRequest): TermReply {
  try {
    return answer(request);
  } catch (error) {
    return { kind: 'failure', id: request.id, message: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (request: TermRequest) => {
  parentPort?.postMessage(replyTo(request));
  collectGarbageWhenQuiet();
});
