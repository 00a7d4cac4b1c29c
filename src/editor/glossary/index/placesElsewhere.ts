import { Location, Range, Uri } from 'vscode';
import type { TextDocument } from 'vscode';
import { placesOf } from '../../../core/glossary/index/termIndex';
import type { WorkspaceTerms } from './workspaceTerms';

/** A list of references has no room for more. */
const maxPlaces = 2_000;

/** Where a term stands as words in files other than the document: nothing while no files were searched. */
export const placesElsewhere =
  (met: Pick<WorkspaceTerms, 'index'>) =>
  (termId: string, but: TextDocument): Location[] => {
    const found: Location[] = [];
    for (const file of met.index.filesOf(termId)) {
      if (file.uri === but.uri.toString()) continue;
      const uri = Uri.parse(file.uri, true);
      for (const { line, from, to, asWords } of placesOf(file)) {
        if (asWords) found.push(new Location(uri, new Range(line, from, line, to)));
      }
      if (found.length > maxPlaces) break;
    }
    return found;
  };
