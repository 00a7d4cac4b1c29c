import type { Position, Range, TextDocument } from 'vscode';
import type { Model } from '../../core/catalog/catalogTable';
import { calledModel } from '../../core/code/calls/calledModel';
import { callAt } from '../../core/code/calls/calls';
import { plainName } from '../../core/catalog/parameters/parameters';
import type { ParameterFact } from '../../core/catalog/parameters/parameters';
import type { DocumentRegions } from '../shared/documentRegions';
import type { Tables } from '../../core/tables';
import type { RegionText } from '../../core/text/regions/regionText';
import { pace } from '../shared/pace';

/** The name of a known parameter in a call. */
export interface ParameterHere {
  readonly range: Range;
  readonly facts: readonly ParameterFact[];
}

/** Tells what the model of a call does with the parameter whose name stands at a position. */
export async function parameterAt(
  document: TextDocument,
  position: Position,
  tables: Pick<Tables, 'parameters' | 'modelNames'>,
  regions: Pick<DocumentRegions, 'readTo'>,
): Promise<ParameterHere | undefined> {
  const word = document.getWordRangeAtPosition(position, /[\p{L}_][\p{L}\p{N}_]{0,60}/u);
  if (!word) return undefined;
  const parameters = await tables.parameters();
  // Most words are not the name of a parameter, and cost nothing more.
  if (!parameters.isName(plainName(document.getText(word)))) return undefined;
  const offset = document.offsetAt(position);
  const call = await callAt(callSourceOf(document, regions), offset);
  if (!call) return undefined;
  const facts = parameters
    .factsOf(call, await tables.modelNames())
    .filter(({ argument: { start, end } }) => start <= offset && offset <= end);
  return facts.length === 0 ? undefined : { range: word, facts };
}

/** The model that the call around a position names, where the catalog has it. */
export async function callModelAt(
  document: TextDocument,
  position: Position,
  tables: Pick<Tables, 'modelNames'>,
  regions: Pick<DocumentRegions, 'readTo'>,
): Promise<Model | undefined> {
  const call = await callAt(callSourceOf(document, regions), document.offsetAt(position));
  return call?.model && calledModel(call, await tables.modelNames());
}

/**
 * Gives a document in its present text, for the questions of `src/core/code`. After a change, they are answered with
 * undefined.
 */
export function callSourceOf(document: TextDocument, regions: Pick<DocumentRegions, 'readTo'>): RegionText {
  const { version } = document;
  return {
    text: document.getText(),
    languageId: document.languageId,
    regionAt: async (line, column) => {
      const ready = document.version === version ? await regions.readTo(document, line) : undefined;
      return document.version === version ? ready?.at(line, column) : undefined;
    },
    regionsBetween: async (line, from, to) => {
      if (document.version !== version) return undefined;
      const ready = await regions.readTo(document, line);
      return document.version === version ? ready?.between(line, from, to) : undefined;
    },
    breathe: pace(),
  };
}
