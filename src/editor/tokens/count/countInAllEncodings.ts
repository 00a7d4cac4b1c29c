import type { Selection, TextDocument } from 'vscode';
import { ENCODING_NAMES } from '../../../core/catalog/encodingName';
import { escapeMarkdown, fileLink } from '../../../core/base/markdown';
import { inSlices } from '../../../core/base/work';
import { taxReport } from '../../../core/pages/reports/taxReport';
import { languageTax } from '../../../core/tokens/counting/languageTax';
import type { SurveyedText } from '../../../core/tokens/counting/languageTax';
import { nameOf } from '../../files/paths';
import type { Pages } from '../../pages/pages';
import { withCancel } from '../../shared/abort';
import { countedEditor, sayNoText } from '../../shared/countedEditor';
import { showMessage } from '../../shared/messages';
import { pace } from '../../shared/pace';
import type { Shared } from '../../shared/shared';
import { say } from '../../shared/words';
import type { DocumentCounter } from '../counting/documentCounter';

interface TaxDeps extends Pick<Shared, 'guide' | 'worker'> {
  readonly counter: DocumentCounter;
  readonly pages: Pages;
}

/** The most selections that fit on a page as columns. */
const mostSelections = 12;

/** Shows the token counts of the editor's selections in all encodings, or of its document where nothing is selected. */
export async function countInAllEncodings({ guide, worker, counter, pages }: TaxDeps): Promise<void> {
  const editor = countedEditor();
  if (!editor) return void sayNoText();
  const { document } = editor;
  const selections = editor.selections.filter(({ isEmpty }) => !isEmpty).toSorted((a, b) => a.start.compareTo(b.start));
  if (selections.length > mostSelections)
    return void showMessage('Warning', say('At most {0} selections fit on the page.', mostSelections));
  const title = nameOf(document.uri);
  const surveyed = await withCancel(say('Counting {0} in all encodings', title), async (signal) => {
    if (selections.length > 0) return surveySelections(document, selections, worker, signal);
    const tokens = await counter.survey(document, ENCODING_NAMES, signal);
    return tokens && [{ text: document.getText(), tokens: ENCODING_NAMES.map((name) => tokens.get(name) ?? 0) }];
  });
  if (!surveyed) return;
  const taxed = await inSlices(languageTax(surveyed), pace());
  const names = taxed.map((text, i) => ({ ...text, name: selections[i] ? linesOf(selections[i]) : title }));
  const address = document.uri.toString();
  const of = fileLink(escapeMarkdown(title), address);
  const markdown = taxReport(of, names, await guide.catalog(), say);
  const about = { title: say('All encodings of {0}', title), files: new Set([address]), of: [address] };
  pages.showReport('encodings', { ...about, markdown });
}

async function surveySelections(
  document: TextDocument,
  selections: readonly Selection[],
  worker: Shared['worker'],
  signal: AbortSignal,
): Promise<SurveyedText[]> {
  const texts: SurveyedText[] = [];
  for (const selection of selections) {
    const text = document.getText(selection);
    const tokens: number[] = [];
    for (const encoding of ENCODING_NAMES) tokens.push((await worker.count(encoding, text, signal)).tokens);
    texts.push({ text, tokens });
  }
  return texts;
}

/** Names the lines of a selection, counted from 1. */
const linesOf = ({ start, end }: Selection): string =>
  start.line === end.line ? say('Line {0}', start.line + 1) : say('Lines {0} to {1}', start.line + 1, end.line + 1);
