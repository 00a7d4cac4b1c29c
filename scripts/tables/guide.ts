import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { diagramLine, tryOf } from '../../src/core/pages/guideTable';
import type { Diagram, GuidePage } from '../../src/core/pages/guideTable';
import { stationIds } from '../../src/core/lab/stationIds';
import { chooseStart } from '../../src/core/pages/address';
import { DataError } from './dataFile';
import { checkAllUsed, diagramsOf, readDiagrams } from './diagrams';
import { didYouMean } from './didYouMean';
import { checkPageTime } from './timeWords';

/** Ids that a link can lead to, by the folder that it names: `../terms/x.md`, `../families/x.md`, `../choose/start.md`, `x.md`. */
type Targets = Readonly<Record<'terms' | 'families' | 'choose' | '', ReadonlySet<string>>>;

interface NumberedPage extends GuidePage {
  /** Its place in the guide. */
  readonly number: number;
  /** Below the repository. */
  readonly file: string;
}

/** Reads data/guide/N-id.md in the order of N; every link has to lead to a term, a family or another page. @throws DataError */
export function readGuide(folder: string, termIds: ReadonlySet<string>, familyIds: ReadonlySet<string>): GuidePage[] {
  const diagrams = readDiagrams(folder);
  const pages = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readPage(folder, name, diagrams))
    .sort((a, b) => a.number - b.number);
  pages.forEach((page, index) => {
    const before = pages[index - 1];
    if (before?.number === page.number) {
      throw new DataError(page.file, 1, `the number ${page.number} is taken already, by ${before.file}`);
    }
    if (pages.slice(0, index).some(({ id }) => id === page.id)) {
      throw new DataError(page.file, 1, `the id "${page.id}" is taken already, by another number`);
    }
  });
  const own = new Set(pages.map(({ id }) => id));
  const targets: Targets = { terms: termIds, families: familyIds, choose: new Set([chooseStart.id]), '': own };
  for (const page of pages) {
    checkLinks(page, targets);
    checkPageTime(page.markdown, page.file);
  }
  checkAllUsed(diagrams, pages);
  return pages.map(({ id, title, markdown, diagrams }) => ({ id, title, markdown, diagrams }));
}

function readPage(folder: string, name: string, known: ReadonlyMap<string, Diagram>): NumberedPage {
  const file = `data/guide/${name}`;
  const [, number, id = ''] = /^(\d+)-([a-z0-9-]+)\.md$/.exec(name) ?? [];
  if (number === undefined)
    throw new DataError(file, 1, 'the file of a page is called NUMBER-id.md, as in 8-limits.md');
  const markdown = readFileSync(path.join(folder, name), 'utf8');
  const title = /^# (.+)\n/.exec(markdown)?.[1];
  if (title === undefined) throw new DataError(file, 1, 'a page starts with "# Title"');
  return { id, title, markdown, diagrams: diagramsOf(markdown, file, known), number: Number(number), file };
}

function checkLinks({ markdown, file }: NumberedPage, targets: Targets): void {
  markdown.split('\n').forEach((line, row) => {
    if (diagramLine.test(line)) return;
    if (line.includes('](try/')) return checkTry(line, file, row + 1);
    for (const [, address = ''] of line.matchAll(/\]\(([^)\s]+)[^)]*\)/g)) {
      if (address.startsWith('https://')) continue;
      const [, folder = '', id = ''] = /^(?:\.\.\/(terms|families|choose)\/)?([\w.-]+)\.md$/.exec(address) ?? [];
      const known = targets[folder as keyof Targets];
      if (!known.has(id))
        throw new DataError(file, row + 1, `the link ${address} leads nowhere${didYouMean(id, known)}`);
    }
  });
}

/** @throws DataError when a line with something to try leads to no station of the lab, and not into the playground either */
function checkTry(line: string, file: string, row: number): void {
  const toTry = tryOf(line);
  if (!toTry) {
    const forms = `- [Words](try/lab/STATION 'Text') or - [Words](try/playground 'Prompt')`;
    throw new DataError(file, row, `something to try is a line like ${forms}`);
  }
  const known: ReadonlySet<string> = new Set(stationIds);
  if (toTry.kind === 'lab' && !known.has(toTry.station)) {
    const hint = didYouMean(toTry.station, known);
    throw new DataError(file, row, `the lab has no station "${toTry.station}"${hint}`);
  }
}
