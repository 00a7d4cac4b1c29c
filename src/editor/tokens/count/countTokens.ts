import * as v from 'valibot';
import { Disposable, Uri, commands, window, workspace } from 'vscode';
import type { TextDocument, TextEditor } from 'vscode';
import { escapeMarkdown, fileLink } from '../../../core/base/markdown';
import { countReport, surveyedEncodings } from '../../../core/pages/reports/countReport';
import { modelCount } from '../../../core/tokens/counting/modelCount';
import { automatic } from '../../../core/catalog/defaultModel';
import type { Model } from '../../../core/catalog/catalogTable';
import type { Report } from '../../../core/pages/reports/reportSubjects';
import type { EncodingName } from '../../../core/catalog/encodingName';
import { registerCommand } from '../../shared/commands';
import type { Sayings } from '../../models/sayings';
import type { Pages } from '../../pages/pages';
import { offer } from '../../shared/feedback';
import { budgetRules } from '../../shared/settings';
import { say } from '../../shared/words';
import { nameOf } from '../../files/paths';
import { chosenModel, setActiveModel, useModel } from '../../shared/activeModel';
import { countedEditor, isPanelText, sayNoText, unitOf, unopenedFile } from '../../shared/countedEditor';
import type { CountedDocument, DocumentCounter } from '../counting/documentCounter';
import type { Shared } from '../../shared/shared';
import type { CountingOffer, ExactCounting } from '../counting/exactCounting';
import type { ExactDeps } from './countExactly';

/** Services for the commands that count tokens and show the results. */
interface CountingDeps extends ExactDeps, Pick<Shared, 'worker' | 'regions'> {
  readonly counter: DocumentCounter;
  readonly pages: Pages;
  readonly said: Pick<Sayings, 'current'>;
}

/** A report that can be made again, with an exact count or without. */
interface MadeReport {
  /** Version of the document that was counted. */
  readonly version: number;
  readonly report: () => Report;
}

/** The last report of each open document. It is updated when an exact count comes, or is dropped. */
class MadeReports {
  private readonly made = new Map<string, MadeReport>();
  private readonly listener: Disposable;

  constructor(pages: Pick<Pages, 'refreshReport'>, exact: ExactCounting) {
    this.listener = exact.onDidChange((document) => {
      const address = document.uri.toString();
      const found = this.made.get(address);
      if (!found) return;
      // A count for a later text is no part of this report, which describes the earlier text.
      if (document.isClosed || document.version !== found.version) this.made.delete(address);
      pages.refreshReport('tokens', found.report());
    });
  }

  dispose(): void {
    this.listener.dispose();
  }

  /** Whether the last report is of the present text of a document. */
  isOf({ uri, version }: TextDocument): boolean {
    return this.made.get(uri.toString())?.version === version;
  }

  keep(document: TextDocument, made: MadeReport): void {
    this.made.set(document.uri.toString(), made);
  }
}

/**
 * Registers Count Tokens (for an editor or a file in the explorer), Count Exactly, Count in All Encodings, and Select
 * Model for Token Counts.
 */
export function registerTokenCommands(deps: CountingDeps): Disposable {
  const reports = new MadeReports(deps.pages, deps.exact);
  return Disposable.from(
    reports,
    registerCommand('tokens.count', (given) =>
      isOtherFile(given) ? countInFile(given, deps) : countTokens(deps, reports, given),
    ),
    registerCommand('tokens.countExactly', (document) => countAtProvider(document, deps, reports)),
    registerCommand('tokens.countInAllEncodings', async () => {
      const { countInAllEncodings } = await import('./countInAllEncodings');
      await countInAllEncodings(deps);
    }),
    registerCommand('tokens.selectModel', (model) => selectModel(deps, model)),
  );
}

/** Runs Count Exactly. `given` is the address of the document of a report, whose text may have changed by now. */
async function countAtProvider(given: unknown, deps: CountingDeps, reports: MadeReports): Promise<void> {
  const { countExactly } = await import('./countExactly');
  const document = await countExactly(given, deps);
  if (!document || typeof given !== 'string' || reports.isOf(document)) return;
  const message = say('The report shows an earlier text. Count again to see the new count there.');
  await offer('Information', message, say('Count Tokens'), async () => {
    await window.showTextDocument(document, { preview: false });
    await countTokens(deps, reports);
  });
}

const modelRow = v.object({ model: v.object({ id: v.string() }) });

/** Runs Select Model. `given` is the model that a link or a row of a view stands for. */
async function selectModel({ guide, said }: CountingDeps, given: unknown): Promise<void> {
  const catalog = await guide.catalog();
  const id = v.is(modelRow, given) ? given.model.id : given;
  const chosen = typeof id === 'string' ? catalog.findModel(id) : undefined;
  if (chosen) return useModel(chosen);
  const { pickModel } = await import('./modelPicker');
  const picked = await pickModel(catalog, await said.current(catalog));
  if (!picked) return;
  await (picked === automatic ? setActiveModel(automatic) : useModel(picked));
  // Otherwise the status bar item, from which the list was opened, has the focus.
  if (countedEditor()) await commands.executeCommand('workbench.action.focusActiveEditorGroup');
}

/**
 * Whether a file other than the one in the editor is meant. The explorer passes the address of a file. The menu of an
 * editor passes that of its own text, which is counted as it is there.
 */
const isOtherFile = (given: unknown): given is Uri =>
  given instanceof Uri && !isPanelText(given) && given.toString() !== countedEditor()?.document.uri.toString();

async function countInFile(file: Uri, deps: CountingDeps): Promise<void> {
  const catalog = await deps.guide.catalog();
  const model = await chosenModel(catalog);
  if (!model) return;
  const { countOneFile } = await import('./countOneFile');
  await countOneFile(file, model, catalog, deps.worker, deps.pages);
}

/** Counts for the model with the id `modelId`, as a link names it, or else for the chosen one. */
async function countTokens(deps: CountingDeps, reports: MadeReports, modelId?: unknown): Promise<void> {
  const editor = countedEditor();
  if (!editor) {
    // VS Code shows no text of a large file, which can be read from the disk all the same.
    const file = unopenedFile();
    if (file) return countInFile(file, deps);
    void sayNoText();
    return;
  }
  const catalog = await deps.guide.catalog();
  const named = typeof modelId === 'string' ? catalog.findModel(modelId) : undefined;
  const model = named ?? (await chosenModel(catalog));
  if (!model) return;
  const made = await makeReport(editor, model, deps);
  reports.keep(editor.document, made);
  deps.pages.showReport('tokens', made.report());
}

/** Counts, and returns a function that makes the report with the exact counts available at that time. */
async function makeReport(editor: TextEditor, model: Model, deps: CountingDeps): Promise<MadeReport> {
  const { counter, worker, regions, exact } = deps;
  const { document, selections } = editor;
  const catalog = await deps.guide.catalog();
  const tokenizer = catalog.tokenizerOf(model);
  const { signal } = new AbortController();
  const encoded = await countWithRetry(editor, counter, tokenizer.encoding, signal);
  const { version } = document;
  const { wasteReport } = await import('./wasteReport');
  const waste = await wasteReport(document, encoded.document, tokenizer, worker, regions);
  const tokens = await counter.survey(document, surveyedEncodings(catalog), signal);
  if (!tokens) throw closedMeanwhile(document);
  const ours = {
    document: modelCount(tokenizer, encoded.document),
    selection: encoded.selection && modelCount(tokenizer, encoded.selection),
  };
  const title = titleOf(document);
  const address = document.uri.toString();
  const same = {
    name: fileLink(escapeMarkdown(title), address),
    unit: unitOf(document),
    rules: budgetRules(),
    textKind: encoded.document.textKind,
    sections: waste === '' ? [] : [waste],
  };
  const made = Date.now();
  const report = (): Report => {
    const counted = document.version === version ? exact.better(ours, document, selections, model) : ours;
    const { markdown, below } = countReport({ ...same, counted, model, catalog, tokens }, say);
    const about = { title: say('Tokens of {0}', title), files: new Set([address]), of: [address], made };
    return { ...about, markdown, below, offer: counted.document.counted ? undefined : offerOf(exact.offerFor(model)) };
  };
  return { version, report };
}

const offerOf = (offer: CountingOffer | undefined): Report['offer'] =>
  offer && {
    label: say('Count Exactly with {0}', offer.by),
    where: say('Sends the text to {0} once, free of charge. You are asked first.', offer.host),
  };

/** Counts a document, and counts again where it changes meanwhile. */
async function countWithRetry(
  editor: TextEditor,
  counter: DocumentCounter,
  encoding: EncodingName,
  signal: AbortSignal,
): Promise<CountedDocument> {
  const { document } = editor;
  for (;;) {
    const counted = await counter.count(document, () => editor.selections, encoding, signal);
    if (counted) return counted;
    if (document.isClosed) throw closedMeanwhile(document);
  }
}

const closedMeanwhile = ({ uri }: TextDocument): Error =>
  new Error(`${uri.path} was closed before its tokens were counted.`);

/** Returns the name of the file; for a cell, its place as well. */
function titleOf(document: TextDocument): string {
  const name = nameOf(document.uri);
  if (unitOf(document) !== 'cell') return name;
  const cells = workspace.notebookDocuments.flatMap((notebook) => notebook.getCells());
  const cell = cells.find((each) => each.document === document);
  return cell ? say('cell {0} of {1}', cell.index + 1, name) : name;
}
