import type { Position, Range, TextDocument } from 'vscode';
import { callAt } from '../../../core/calls/calls';
import { plainName } from '../../../core/calls/modelArgument';
import { parameterCard } from '../../../core/calls/parameterWords';
import { callSourceOf } from '../../services/documentCalls';
import type { DocumentRegions } from '../../services/documentRegions';
import type { Tables } from '../../services/tables';
import { say } from '../../shared/words';

export interface FoundParameter {
  readonly range: Range;
  /** Markdown. */
  readonly card: string;
}

/** What the model of a call does with the parameter whose name the mouse is over. */
export async function findParameterCard(
  document: TextDocument,
  position: Position,
  tables: Pick<Tables, 'parameters' | 'modelNames'>,
  regions: Pick<DocumentRegions, 'readTo'>,
): Promise<FoundParameter | undefined> {
  const word = document.getWordRangeAtPosition(position, /[\p{L}_][\p{L}\p{N}_]{0,60}/u);
  if (!word) return undefined;
  const parameters = await tables.parameters();
  // Most words are no parameter, and cost nothing more.
  if (!parameters.isName(plainName(document.getText(word)))) return undefined;
  const offset = document.offsetAt(position);
  const call = await callAt(callSourceOf(document, regions), offset);
  if (!call) return undefined;
  const facts = parameters
    .factsOf(call, await tables.modelNames())
    .filter(({ argument: { start, end } }) => start <= offset && offset <= end);
  const card = parameterCard(facts, say);
  return card === undefined ? undefined : { card, range: word };
}
