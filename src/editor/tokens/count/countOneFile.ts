import { commands, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { escapeMarkdown, fileLink } from '../../../core/base/markdown';
import { countReport, surveyedEncodings } from '../../../core/pages/reports/countReport';
import { modelCount } from '../../../core/tokens/counting/modelCount';
import { formatBytes } from '../../../core/base/numbers';
import type { Catalog } from '../../../core/catalog/catalog';
import type { Model } from '../../../core/catalog/catalogTable';
import { withCancel } from '../../shared/abort';
import { offer } from '../../shared/feedback';
import { settingId } from '../../shared/settingsTable';
import { budgetRules, fileByteLimit } from '../../shared/settings';
import { showMessage } from '../../shared/messages';
import { say } from '../../shared/words';
import { countFile, countIn } from '../counting/countFile';
import type { CountedFile, SkippedFile } from '../counting/countFile';
import { nameOf } from '../../files/paths';
import type { Pages } from '../../pages/pages';
import type { WorkerCounter } from '../../shared/workerCounter';

/** Bytes above which a count takes long enough to show its progress. */
const longFile = 1024 ** 2;

/** Counts a file as it is on disk, without opening it, and shows the report, or says why it cannot be counted. */
export async function countOneFile(
  uri: Uri,
  model: Model,
  catalog: Catalog,
  counter: WorkerCounter,
  pages: Pages,
): Promise<void> {
  const tokenizer = catalog.tokenizerOf(model);
  const encodings = [...new Set([tokenizer.encoding, ...surveyedEncodings(catalog)])];
  const rules = { counter, encodings, maxFileBytes: fileByteLimit() };
  const file = await countStoppably(uri, (signal) => countFile(uri, rules, signal));
  if (!file) return;
  if ('skip' in file) return sayWhyNot(nameOf(uri), file, rules.maxFileBytes);
  const { tokens, inexact, textKind } = file;
  const counted = { document: modelCount(tokenizer, countIn(file, tokenizer.encoding)) };
  const sections = [
    say('The saved file is counted, without unsaved changes. For a breakdown, open the file and run Count Tokens.'),
  ];
  const address = uri.toString();
  const name = fileLink(escapeMarkdown(nameOf(uri)), address);
  const parts = { name, unit: 'file', rules: budgetRules() } as const;
  const { markdown, below } = countReport(
    { ...parts, counted, model, catalog, tokens, inexact, textKind, sections },
    say,
  );
  const title = say('Tokens of {0}', nameOf(uri));
  pages.showReport('tokens', { title, markdown, below, files: new Set([address]), of: [address] });
}

/** Counts a file; for a long one the user can stop it. `undefined` when it was stopped. */
async function countStoppably(
  uri: Uri,
  count: (signal: AbortSignal) => Promise<CountedFile | SkippedFile>,
): Promise<CountedFile | SkippedFile | undefined> {
  if ((await sizeOf(uri)) <= longFile) return count(new AbortController().signal);
  const title = say('Counting the tokens of {0}', nameOf(uri));
  return withCancel(title, count);
}

/** Returns the size of a file in bytes; 0 where it cannot be read, which the count then reports. */
const sizeOf = async (uri: Uri): Promise<number> => {
  try {
    return (await workspace.fs.stat(uri)).size;
  } catch {
    return 0;
  }
};

async function sayWhyNot(name: string, { skip, detail }: SkippedFile, maxFileBytes: number): Promise<void> {
  if (skip !== 'tooLarge') {
    void showMessage('Warning', whyNot(name, skip, detail));
    return;
  }
  const limit = formatBytes(maxFileBytes);
  const message = say(
    '"{0}" has {1}; only files up to {2} are counted. Raise the limit with the setting {3}.',
    ...[name, detail ?? say('too many bytes'), limit, settingId('tokens.maxFileSize')],
  );
  await offer('Warning', message, say('Open Setting'), () =>
    commands.executeCommand('workbench.action.openSettings', settingId('tokens.maxFileSize')),
  );
}

function whyNot(name: string, skip: SkippedFile['skip'], detail = ''): string {
  if (skip === 'binary') return say('"{0}" is not a text file, so it has no tokens.', name);
  if (skip === 'special') return say('"{0}" cannot be read to the end, so it is not counted.', name);
  return say('"{0}" could not be read: {1}.', name, detail);
}
