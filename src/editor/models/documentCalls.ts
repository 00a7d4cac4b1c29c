import type { TextDocument } from 'vscode';
import type { CallSource } from '../../core/code/calls/callText';
import { pace } from '../shared/pace';
import type { DocumentRegions } from '../shared/documentRegions';

/** A document as it is now, for the questions of core/calls. Once it is changed they are answered with undefined. */
export function callSourceOf(document: TextDocument, regions: Pick<DocumentRegions, 'readTo'>): CallSource {
  const { version } = document;
  return {
    text: document.getText(),
    languageId: document.languageId,
    regionsBetween: async (line, from, to) => {
      if (document.version !== version) return undefined;
      const ready = await regions.readTo(document, line);
      return document.version === version ? ready?.between(line, from, to) : undefined;
    },
    breathe: pace(),
  };
}
