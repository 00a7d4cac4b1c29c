import { Range, ViewColumn, languages, window, workspace, ThemeIcon } from 'vscode';
import type { TextEditor, Uri } from 'vscode';
import type { Catalog } from '../../../core/catalog/catalog';
import { formatCount } from '../../../core/base/numbers';
import { withUnit } from '../../../core/tokens/counting/describeCount';
import { modelCount } from '../../../core/tokens/counting/modelCount';
import { sampleText, textKind } from '../../../core/tokens/counting/textKind';
import { comparisonLanguageId } from '../../shared/contributions';
import { showMessage } from '../../shared/messages';
import { say } from '../../shared/words';
import type { Tables } from '../../../core/tables';
import { sayNoText } from '../../shared/countedEditor';
import type { WorkerCounter } from '../../shared/workerCounter';
import { activeModel } from '../../shared/activeModel';
import { Comparisons } from './comparisons';
import type { ComparedEncoding } from './comparisons';
import { ENCODING_NAMES } from '../../../core/catalog/encodingName';
import type { EncodingName } from '../../../core/catalog/encodingName';
import type { Model } from '../../../core/catalog/catalogTable';
import { createModelSearch } from '../../../core/search/modelChoices';
import { createNameSearch } from '../../../core/search/nameSearch';
import { modelGroups } from '../../models/modelRows';
import { back, pickRanked } from '../../shared/rankedPick';
import type { PickGroup, PickRow } from '../../shared/rankedPick';

/** The longest text to compare, in UTF-16 code units. Texts are handed to VS Code whole, which must not block other work. */
const longest = 500_000;

/** Opens the selection, or the document, twice side by side, each with the tokens of one encoding. */
export async function compareTokens(tables: Tables, counter: WorkerCounter, comparisons: Comparisons): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) {
    void sayNoText();
    return;
  }
  const { document } = editor;
  const range = comparedRange(editor);
  const length = document.offsetAt(range.end) - document.offsetAt(range.start);
  if (length > longest) {
    void showMessage(
      'Warning',
      say('Select less: at most {0} characters can be compared, not {1}.', formatCount(longest), formatCount(length)),
    );
    return;
  }
  const documentName = comparisons.of(document.uri)?.name ?? document.uri.path.split('/').pop() ?? 'text';
  const name = editor.selection.isEmpty ? documentName : say('Selection from {0}', documentName);
  const text = document.getText(range);
  const catalog = await tables.catalog();
  const chosen = activeModel(catalog);
  const sides = await pickTwoSides(catalog, 'unknownId' in chosen ? undefined : chosen);
  if (!sides) return;
  const pair = comparisons.add({ name, text, sides });
  const [left, right] = await Promise.all(
    sides.map(async (side) => {
      const title = `${name} (${side.model?.name ?? side.encoding}, ${await countWords(counter, side, text, catalog)})`;
      return Comparisons.address(pair, title, side.encoding);
    }),
  );
  if (!left || !right) return;
  await open(left, ViewColumn.Active);
  await open(right, ViewColumn.Beside);
}

/** Returns the selection, or the whole document if nothing is selected. */
function comparedRange({ document, selection }: TextEditor): Range {
  if (!selection.isEmpty) return selection;
  return new Range(0, 0, document.lineCount - 1, document.lineAt(document.lineCount - 1).text.length);
}

async function countWords(
  counter: WorkerCounter,
  { encoding, model }: ComparedEncoding,
  text: string,
  catalog: Catalog,
): Promise<string> {
  const counted = await counter.count(encoding, text);
  const encoded = { ...counted, textKind: textKind(sampleText(text)) };
  const count = model ? modelCount(catalog.tokenizerOf(model), encoded) : { tokens: counted.tokens };
  return withUnit(count, say);
}

async function open(uri: Uri, viewColumn: ViewColumn): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const withLanguage = await languages.setTextDocumentLanguage(document, comparisonLanguageId);
  await window.showTextDocument(withLanguage, { viewColumn, preview: false });
}

/** Models that the row of an encoding names. */
const maxNames = 3;

/** Lets the user choose two models or encodings that cut texts differently. `undefined` when they leave without choosing. */
async function pickTwoSides(
  catalog: Catalog,
  current?: Model,
): Promise<readonly [ComparedEncoding, ComparedEncoding] | undefined> {
  const groups = createSideGroups(catalog, current?.id);
  const title = say('Compare Tokens');
  let start: ComparedEncoding | undefined = current && sideOf(current, catalog);
  for (;;) {
    const first = await pickRanked<ComparedEncoding>({
      title,
      placeholder: say('Show the tokens of which model or encoding?'),
      step: { at: 1, of: 2 },
      groups: (typed) => groups(typed),
      startsAt: isLike(start),
    });
    if (!first || first === back) return undefined;
    const second = await pickRanked<ComparedEncoding>({
      title,
      placeholder: say(
        'Compare {0} with which model? Only those with an encoding other than {1}',
        nameOf(first),
        first.encoding,
      ),
      step: { at: 2, of: 2 },
      groups: (typed) => groups(typed, first.encoding),
    });
    if (second !== back) return second && [first, second];
    start = first;
  }
}

const nameOf = ({ model, encoding }: ComparedEncoding): string => model?.name ?? encoding;

const isLike = (side: ComparedEncoding | undefined) => (other: ComparedEncoding) =>
  side !== undefined && nameOf(other) === nameOf(side);

const sideOf = (model: Model, catalog: Catalog): ComparedEncoding => ({
  encoding: catalog.tokenizerOf(model).encoding,
  model,
});

/**
 * Returns a search for models and encodings that fit the typed text and have another encoding than `without`. An
 * encoding that is named in full comes first.
 */
function createSideGroups(catalog: Catalog, chosenId?: string) {
  const searchModels = createModelSearch(catalog);
  const searchEncodings = createNameSearch(ENCODING_NAMES.map((name) => ({ names: [name], encoding: name })));
  return (typed: string, without?: EncodingName): PickGroup<ComparedEncoding>[] => {
    const models = modelGroups(searchModels(typed), catalog, chosenId).map(({ label, rows }) => ({
      label,
      rows: rows
        .map((row): PickRow<ComparedEncoding> => ({ ...row, value: sideOf(row.value, catalog) }))
        .filter(({ value }) => value.encoding !== without),
    }));
    const hits = searchEncodings(typed);
    const names = typed.trim() === '' ? ENCODING_NAMES : hits.map(({ item }) => item.encoding);
    const rows = names.filter((name) => name !== without).map((name) => encodingRow(name, catalog));
    const encodings: PickGroup<ComparedEncoding> = { label: say('Encodings'), rows };
    const all = hits[0]?.fit === 'is' ? [encodings, ...models] : [...models, encodings];
    return all.filter((group) => group.rows.length > 0);
  };
}

/** Returns the row of an encoding, which names models that it is exact for. */
function encodingRow(encoding: EncodingName, catalog: Catalog): PickRow<ComparedEncoding> {
  const exactFor = catalog.models.filter((model) => {
    const tokenizer = catalog.tokenizerOf(model);
    return tokenizer.encoding === encoding && !tokenizer.estimate;
  });
  const names = exactFor.slice(0, maxNames).map(({ name }) => name);
  const more = exactFor.length > maxNames ? ', …' : '';
  return {
    label: encoding,
    description: names.length === 0 ? say('exact for no model here') : say('exact for {0}', names.join(', ') + more),
    iconPath: new ThemeIcon('symbol-numeric'),
    value: { encoding },
  };
}
