import { host } from '#host';
import type { EncodingName } from '../../core/catalog/encodingName';
import { positionIn } from '../../core/base/jsonError';
import { isFile } from '../../core/context/tree/treePlace';
import { agentIds } from '../../core/context/contextReport';
import { findingsOf } from '../../core/context/findings/findings';
import { shownText } from '../../core/context/findings/placedFields';
import { contextReport } from '../../core/context/report/contextPage';
import type { LinedFinding } from '../../core/context/report/contextPage';
import type { ReadContext } from '../../core/context/report/contexts';
import type { FieldGuide } from '../../core/fieldGuide';
import type { Report } from '../../core/pages/reports/reportSubjects';
import { nameOf } from '../files/paths';
import { pace } from '../shared/pace';
import { say } from '../shared/words';
import type { WatchedFolder } from './watchedFolder';

/**
 * Returns a report of everything that agents read in a folder, for a file below it.
 * @throws the reason of `signal` once it is aborted
 */
export async function contextReportOf(
  watched: WatchedFolder,
  file: string | undefined,
  guide: FieldGuide,
  signal: AbortSignal,
): Promise<Report> {
  await watched.catchUp();
  const reads: ReadContext[] = [];
  for (const id of agentIds) {
    await host.nextTurn();
    signal.throwIfAborted();
    reads.push(await watched.contexts.of(id, { file }));
  }
  const findings = await linedFindings(watched, reads, guide, signal);
  const files = new Set<string>();
  const addressOf = (path: string): string | undefined => {
    // An import may name something that is no file.
    if (/^[a-z]+:\/\//i.test(path)) return undefined;
    const address = watched.addressOf(path).toString();
    files.add(address);
    return address;
  };
  const name = nameOf(watched.folder);
  const report = contextReport({ folder: name, file, reads, findings }, say, addressOf);
  return { title: say('What agents read in {0}', name), ...report, files, of: [watched.folder.toString()] };
}

async function linedFindings(
  { contexts: { tree, home } }: WatchedFolder,
  reads: readonly ReadContext[],
  guide: FieldGuide,
  signal: AbortSignal,
): Promise<LinedFinding[]> {
  const count = async (text: string, encoding: EncodingName): Promise<number> =>
    (await guide.count(text, { encoding }, { languageId: 'markdown', signal })).tokens;
  const paused = pace();
  const breathe = (): Promise<void> | undefined => {
    signal.throwIfAborted();
    return paused();
  };
  const assembled = reads.map((read) => read.assembled);
  const findings = await findingsOf(tree, assembled, { count, home, breathe });
  const lined: LinedFinding[] = [];
  for (const finding of findings) {
    await breathe();
    const read = await tree.read(finding.file);
    lined.push({ ...finding, line: isFile(read) ? positionIn(shownText(read), finding.span.start).line - 1 : 0 });
  }
  return lined;
}
