// Measures what the extension costs inside a real VS Code, and prints it. docs/figures.md gives what was printed last.
// No figure makes anything fail.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { CancellationTokenSource, EventEmitter, Position, Range, WorkspaceEdit, window, workspace } from 'vscode';
import type { TextDocument, TextEditor } from 'vscode';
import { noChoices } from '../../../src/core/glossary/cards/choices';
import { HoverTargets } from '../../../src/editor/glossary/terms/hoverTargets';
import { DocumentTerms } from '../../../src/editor/glossary/terms/documentTerms';
import { glossaryHover } from '../../../src/editor/glossary/hover/termHover';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { DocumentRegions } from '../../../src/editor/shared/documentRegions';
import { tables } from '../../../src/editor/shared/editorTables';
import { EditorDocumentCopies } from '../../../src/editor/tokens/counting/editorDocumentCopies';
import { poll } from '../../support/poll';
import { closeEditors, setSetting } from '../support/clean';
import { makeCounter } from '../support/counter';
import { delaysDuring, delaysInDocument, quietHost } from '../support/delays';
import { largeText } from '../support/largeText';
import { writeFile } from '../support/texts';
import { tokenStatus } from '../support/window';
import { ask, ui } from '../support/ui';

const megabyte = 1_000_000;
const sentence = 'A context window holds the tokens of the prompt, and the transformer attends to each of them.\n';

const print = (text: string): Promise<unknown> => ask({ do: 'print', text: `  ${text}` });
const ms = (value: number): string => `${value.toFixed(2)} ms`;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

const openText = (content: string, language: string): Thenable<TextDocument> =>
  workspace.openTextDocument({ content, language });

/** Milliseconds that each of `times` hovers takes in the extension host, each after `before`. */
async function timeHovers(
  regions: DocumentRegions,
  document: TextDocument,
  times: number,
  before?: (line: number) => Promise<unknown>,
): Promise<number[]> {
  const rules = { glossary: tables.terms, choices: () => noChoices, onDidChange: new EventEmitter().event };
  const terms = new DocumentTerms(rules, regions);
  const nothing = (): Promise<undefined> => Promise.resolve(undefined);
  const live = { lineFor: nothing };
  const targets = new HoverTargets(tables, regions, terms);
  const said = { otherwise: () => Promise.resolve([]) };
  const hover = glossaryHover({ tables, targets, live, knownCount: nothing, said }, () => undefined);
  const { token } = new CancellationTokenSource();
  const at = document.positionAt(document.getText().indexOf('context window', document.getText().length * 0.9) + 2);
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    await before?.(i);
    const start = performance.now();
    const result = await hover.provideHover(document, at, token);
    taken.push(performance.now() - start);
    if (!result) throw new Error('The hover found nothing to explain.');
  }
  return taken;
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const exactCount = (): Promise<string> =>
  poll(
    'an exact count',
    () => ui.text(tokenStatus),
    (text) => /^\d+(,\d{3}){2} tokens$/.test(text.trim()),
    30_000,
  );

/** A second copy of an open document: opening it is mostly VS Code's own work. */
async function delaysWhileSending(document: TextDocument): Promise<string> {
  const worker = makeCounter();
  const copies = new EditorDocumentCopies(worker);
  try {
    return await delaysDuring(() => copies.use(document, () => Promise.resolve(true)));
  } finally {
    copies.dispose();
    worker.dispose();
  }
}

/** Types into the middle of the document, one character in about 10 ms, and watches the event loop meanwhile. */
async function delaysWhileTyping(editor: TextEditor, characters: number): Promise<{ max: number; p99: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const line = Math.floor(editor.document.lineCount / 2);
  delay.enable();
  for (let i = 0; i < characters; i++) {
    await editor.edit((edit) => edit.insert(new Position(line, 0), 'x'));
    await wait(10);
  }
  await wait(1_500); // The count that follows the last key is part of it.
  delay.disable();
  return { max: delay.max / 1e6, p99: delay.percentile(99) / 1e6 };
}

describe('figures in VS Code', () => {
  it('hover in 1 MB', async () => {
    const regions = new DocumentRegions();
    const many = await openText(sentence.repeat(megabyte / sentence.length), 'markdown');
    const one = await openText(sentence.replace('\n', ' ').repeat(megabyte / sentence.length), 'plaintext');
    const code = await openText(`// ${sentence}`.repeat(megabyte / (sentence.length + 3)), 'typescript');
    await print(`hover, first, with the tables: ${ms(median(await timeHovers(regions, many, 1)))}`);
    for (const [name, document] of Object.entries({
      '1 MB Markdown': many,
      '1 MB in one line': one,
      '1 MB code': code,
    })) {
      await print(`hover in ${name}: median ${ms(median(await timeHovers(regions, document, 50)))}`);
    }
    regions.dispose();
  });

  it('hover in 10 MB', async () => {
    await quietHost();
    const line = `export const a = f(\`\${b}\`, /["]/, '/*'); // ${sentence}`;
    const uri = await writeFile('ten-megabytes.ts', line.repeat((10 * megabyte) / line.length));
    const document = await workspace.openTextDocument(uri);
    const regions = new DocumentRegions();
    // The tables are loaded before, so that the figure is the document's.
    await timeHovers(regions, await openText(sentence.repeat(20), 'markdown'), 1);
    let first = NaN;
    const delays = await delaysDuring(async () => {
      [first = NaN] = await timeHovers(regions, document, 1);
    });
    await print(`hover in 10 MB of code, first: ${ms(first)}; ${delays}`);
    await print(`hover in 10 MB of code: median ${ms(median(await timeHovers(regions, document, 50)))}`);
    const editAbove = async (i: number): Promise<void> => {
      const edit = new WorkspaceEdit();
      edit.insert(uri, new Position(1_000 + i, 0), 'x\n');
      edit.delete(uri, new Range(2_000, 0, 2_001, 0)); // So that the line that is asked about stays where it is.
      await workspace.applyEdit(edit);
    };
    await print(
      `hover in 10 MB of code after an edit each: median ${ms(median(await timeHovers(regions, document, 50, editAbove)))}`,
    );
    regions.dispose();
    await document.save();
  }).timeout(120_000);

  it('typing in 1 MB', async () => {
    const document = await openText(sentence.repeat(megabyte / sentence.length), 'markdown');
    const editor = await window.showTextDocument(document);
    const configuration = workspace.getConfiguration('aiFieldGuide');
    for (const enabled of [false, true]) {
      await configuration.update('tokens.enabled', enabled, true);
      await delaysWhileTyping(editor, 20); // Warm.
      const { max, p99 } = await delaysWhileTyping(editor, 150);
      await print(
        `typing in 1 MB, counter ${enabled ? 'on' : 'off'}: event loop late by p99 ${ms(p99)}, max ${ms(max)}`,
      );
    }
    await configuration.update('tokens.enabled', undefined, true);
  }).timeout(120_000);

  it('opening and typing in 10 MB', async () => {
    await quietHost();
    const text = await largeText(10 * megabyte);
    // One whose encoding is public: the count of others is an estimate for ever.
    await setSetting(settingId('tokens.model'), 'gpt-4o');
    for (const enabled of [false, true]) {
      await setSetting('aiFieldGuide.tokens.statusBar', enabled);
      const uri = await writeFile(`ten-megabytes-${enabled ? 'counted' : 'not-counted'}.txt`, text);
      const { document, opening, typing } = await delaysInDocument(
        uri,
        () => (enabled ? exactCount() : wait(2_000)),
        () => wait(1_500), // The count for the other families is part of it.
      );
      await print(`opening 10 MB, counter ${enabled ? 'on' : 'off'}: ${opening}`);
      await print(`typing in 10 MB, counter ${enabled ? 'on' : 'off'}: ${typing}`);
      if (enabled) await print(`sending 10 MB to the worker, alone: ${await delaysWhileSending(document)}`);
      await document.save();
      await closeEditors();
    }
  }).timeout(120_000);
});
