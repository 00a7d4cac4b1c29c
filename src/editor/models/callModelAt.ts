import type { Position, TextDocument } from 'vscode';
import { calledModel } from '../../core/code/calls/calledModel';
import { callAt } from '../../core/code/calls/calls';
import type { Model } from '../../core/catalog/catalogTable';
import { callSourceOf } from './documentCalls';
import type { DocumentRegions } from '../shared/documentRegions';
import type { Tables } from '../../core/tables';

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
