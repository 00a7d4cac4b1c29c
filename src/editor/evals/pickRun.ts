import { Uri, window, workspace } from 'vscode';
import { Refusal } from '../../core/base/rpc/answerer';
import { files } from '../files/editorFiles';
import { nameOf } from '../files/paths';
import { back, pickRanked } from '../shared/rankedPick';
import type { PickRow } from '../shared/rankedPick';
import { say } from '../shared/words';
import { configsLeftOut } from './configFiles';

/** Largest number of files of results that are offered. No user looks through more. */
const mostRuns = 200;

const isSame = (one: Uri, other: Uri): boolean => one.toString() === other.toString();

/** Asks which run to compare a run with. The one before it comes first. `undefined`: the user left. */
export async function pickRun(file: Uri): Promise<Uri | undefined> {
  const before = Uri.joinPath(file, '..', nameOf(file).replace(/(?:\.before)?\.eval\.jsonl$/, '.before.eval.jsonl'));
  const hasBefore = !isSame(before, file) && (await files.exists(before));
  const found = await workspace.findFiles('**/*.eval.jsonl', configsLeftOut, mostRuns);
  const rowOf = (uri: Uri): PickRow<Uri> => ({ label: workspace.asRelativePath(uri), value: uri });
  const others = found
    .filter((uri) => !isSame(uri, file) && !(hasBefore && isSame(uri, before)))
    .map(rowOf)
    .sort((a, b) => (a.label < b.label ? -1 : 1));
  const chosen = await pickRanked<Uri | 'file'>({
    title: say('Compare with Another Run'),
    placeholder: say('Compare with which run?'),
    groups: [
      ...(hasBefore
        ? [{ label: '', rows: [{ ...rowOf(before), label: say('The run before'), description: nameOf(before) }] }]
        : []),
      ...(others.length > 0 ? [{ label: say('in this workspace'), rows: others }] : []),
      { label: say('elsewhere'), rows: [{ label: say('File...'), value: 'file' as const }] },
    ],
  });
  if (chosen === undefined || chosen === back) return undefined;
  const other = chosen === 'file' ? await askFile(file) : chosen;
  if (other && isSame(other, file)) throw new Refusal(say('This is the run itself.'));
  return other;
}

async function askFile(file: Uri): Promise<Uri | undefined> {
  const [other] =
    (await window.showOpenDialog({
      title: say('Compare with Another Run'),
      defaultUri: Uri.joinPath(file, '..'),
      filters: { [say('Results')]: ['jsonl'] },
    })) ?? [];
  return other;
}
