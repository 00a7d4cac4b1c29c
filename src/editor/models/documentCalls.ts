import type { TextDocument } from 'vscode';
import type { RegionText } from '../../core/text/regions/regionText';
import { pace } from '../shared/pace';
import type { DocumentRegions } from '../shared/documentRegions';

/** A document as it is now, for the questions of core/calls. Once it is changed they are answered with undefined. */
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
